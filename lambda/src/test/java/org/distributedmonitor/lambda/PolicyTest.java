package org.distributedmonitor.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.distributedmonitor.lambda.Bench.FLEET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.distributedmonitor.simulator.api.Call;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code docs} says the function needs is what it calls, and what the template gives it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PolicyTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern ACTION = Pattern.compile("- (s3:[A-Za-z]+)");

  @AutoClose private final Bench bench = new Bench().withWorker();

  @BeforeEach
  void write() {
    bench.write("Plates", FLEET);
    bench.region.calls().clear();
  }

  @Test
  void isEnough() {
    bench.region.attachPolicy(policy("").toString());

    assertThat(bench.send("newer")).containsExactly("Plates: is watched now, by monitor-Plates.");
    assertThat(bench.send("not-visible")).singleElement().asString().contains("read the queue now");
  }

  @Test
  void isNeededToReadTheFile() {
    bench.region.attachPolicy(policy("ReadMonitorFiles").toString());

    assertThatThrownBy(() -> bench.send("newer")).hasMessageContaining("AccessDenied");
  }

  @Test
  void allowsWhatIsCalledAndThatAMissingFileIsToldFromARefusedOne() {
    bench.send("newer");
    bench.send("not-visible");
    bench.send("several");

    Set<String> called =
        bench.region.calls().all().stream()
            .map(Call::operation)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(called).containsExactly("s3:GetObject");
    assertThat(actions(policy(""))).containsExactly("s3:GetObject", "s3:ListBucket");
  }

  @Test
  void isWhatTheTemplateGives() {
    String template = text("lambda-template.yaml");

    for (JsonNode statement : policy("", text("lambda-iam-policy.json")).path("Statement")) {
      assertThat(template)
          .contains("Sid: " + statement.path("Sid").asText())
          .contains("Resource: !Sub \"" + asInTheTemplate(statement.path("Resource").asText()));
    }
    assertThat(ACTION.matcher(template).results().map(MatchResult::group))
        .containsExactly("- s3:GetObject", "- s3:ListBucket");
  }

  @Test
  void goesWithATemplateThatNamesTheHandlerAndItsSettings() {
    assertThat(text("lambda-template.yaml"))
        .contains("Handler: " + AlarmHandler.class.getName() + "::handleRequest")
        .contains(
            Settings.BUCKET + ": !Ref", Settings.PREFIX + ": !Ref", "MONITOR_TASK_QUEUE: !Ref");
  }

  private static String asInTheTemplate(String resource) {
    return resource
            .replace("arn:aws:", "arn:${AWS::Partition}:")
            .replace("<BUCKET>", "${MonitorBucket}")
            .replace("<PREFIX>", "${MonitorPrefix}")
        + "\"\n";
  }

  private static Set<String> actions(JsonNode policy) {
    Set<String> actions = new TreeSet<>();
    policy
        .path("Statement")
        .forEach(it -> it.path("Action").forEach(action -> actions.add(action.asText())));
    return actions;
  }

  private static ObjectNode policy(String without) {
    return policy(
        without,
        text("lambda-iam-policy.json")
            .replace("<BUCKET>", Bench.BUCKET)
            .replace("<PREFIX>", "monitors/"));
  }

  private static ObjectNode policy(String without, String text) {
    try {
      ObjectNode policy = (ObjectNode) new ObjectMapper().readTree(text);
      ArrayNode kept = policy.arrayNode();
      policy
          .path("Statement")
          .forEach(
              it -> {
                if (!it.path("Sid").asText().equals(without)) {
                  kept.add(it);
                }
              });
      return policy.set("Statement", kept);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(DOCS.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
