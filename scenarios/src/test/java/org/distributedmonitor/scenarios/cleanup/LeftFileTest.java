package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The file that names all that is left of a run. */
@Timeout(60)
class LeftFileTest {

  private static final String FILE = "monitors/Plate1/left.json";

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();
  private final SimulatedRun simulated =
      aws.region.setUp(
          RunSpec.builder("Plate1").machines(120).jobs(500).deadMachinesWithAlarms(80).build());
  private Run run;
  private CleanupOrder order;

  @BeforeEach
  void setUp() {
    aws.clock.advance(Duration.ofMinutes(10));
    run = Runs.of(simulated);
    order = aws.order(run, simulated);
  }

  @Test
  void namesWhatTheLookCanOnlyCount() throws JsonProcessingException {
    ClosingLook look = aws.runs.takeClosingLook(order);

    assertThat(look.wholeList()).isEqualTo(WholeList.at("s3://" + run.bucket() + "/" + FILE));
    assertThat(look.leftovers())
        .filteredOn(left -> left.kind() == Kind.MACHINE)
        .singleElement()
        .satisfies(left -> assertThat(left.count()).isEqualTo(120))
        .satisfies(left -> assertThat(left.names()).hasSize(50));
    JsonNode file = file(FILE);
    assertThat(file.path("app").asText()).isEqualTo("Plate1");
    assertThat(file.path("at").asText()).isEqualTo(aws.clock.instant().toString());
    assertThat(file.path("left"))
        .filteredOn(group -> group.path("kind").asText().equals("MACHINE"))
        .singleElement()
        .satisfies(group -> assertThat(group.path("names")).hasSize(120));
    int alarms = 0;
    for (JsonNode group : file.path("left")) {
      alarms += group.path("kind").asText().equals("ALARM") ? group.path("names").size() : 0;
    }
    assertThat(alarms).isEqualTo(200);
  }

  @Test
  void saysThatNothingIsLeftAnyMoreWhereItSaidOtherwiseBefore() throws JsonProcessingException {
    aws.runs.takeClosingLook(order);
    removeAll();

    ClosingLook look = aws.runs.takeClosingLook(order);

    assertThat(look.leftovers()).isEmpty();
    assertThat(look.wholeList()).isEqualTo(WholeList.none());
    assertThat(file(FILE).path("left").isEmpty()).isTrue();
  }

  @Test
  void isNotWrittenWhereNothingEverWasLeft() {
    removeAll();

    assertThat(aws.runs.takeClosingLook(order).wholeList()).isEqualTo(WholeList.none());
    assertThat(keys()).isEmpty();
  }

  @Test
  void isNotWrittenForWhatGoesByItself() {
    removeAllJustNow();

    ClosingLook look = aws.runs.takeClosingLook(order);

    assertThat(look.leftovers()).isNotEmpty().allMatch(Leftover::settling);
    assertThat(look.wholeList()).isEqualTo(WholeList.none());
    assertThat(keys()).isEmpty();
  }

  @Test
  void theFileOfANewerRunIsNotOverwritten() {
    CleanupOrder older = new CleanupOrder(run, order.frozen(), true, List.of(), false);

    ClosingLook look = aws.runs.takeClosingLook(older);

    assertThat(look.wholeList().location())
        .endsWith("/left-" + order.frozen().at().toEpochMilli() + ".json");
    assertThat(keys()).hasSize(1).doesNotContain(FILE);
  }

  @Test
  void theLookIsAsGoodWhereTheFileMayNotBeWritten() {
    aws.region.faults().refuse("s3:PutObject");

    ClosingLook look = aws.runs.takeClosingLook(order);

    assertThat(look.leftovers()).extracting(Leftover::kind).contains(Kind.FLEET, Kind.MACHINE);
    assertThat(look.wholeList().location()).isEmpty();
    assertThat(look.wholeList().problem())
        .startsWith("What is left could not be written to s3://" + run.bucket() + "/" + FILE)
        .contains("s3:PutObject was refused");
  }

  private void removeAll() {
    removeAllJustNow();
    aws.clock.advance(Duration.ofMinutes(3));
  }

  /** SQS goes on answering for a deleted queue for a minute. */
  private void removeAllJustNow() {
    simulated.drain();
    aws.fleets.cancelFleets(order);
    aws.services.stopService(order);
    aws.services.deleteService(order);
    aws.services.deregisterTaskDefinitions(order);
    aws.until(() -> aws.fleets.awaitMachinesGone(order));
    aws.cloudWatch.deleteAlarms(order);
    aws.until(() -> aws.services.deleteCluster(order));
    aws.cloudWatch.deleteDashboard(order);
    aws.queue.deleteQueue(order);
  }

  private JsonNode file(String key) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            aws.region.s3().getObjectAsBytes(b -> b.bucket(run.bucket()).key(key)).asUtf8String());
  }

  private List<String> keys() {
    return aws
        .region
        .s3()
        .listObjectsV2(b -> b.bucket(run.bucket()).prefix("monitors/Plate1/"))
        .contents()
        .stream()
        .map(object -> object.key())
        .toList();
  }
}
