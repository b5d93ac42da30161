package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.starter.Example.FLEET;
import static org.distributedmonitor.starter.Example.OTHER_FLEET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class StartTest {

  private static final long STARTED = 1649187798951L;

  @TempDir private Path folder;

  @AutoClose private Cli cli;
  private String file;

  @BeforeEach
  void begin() throws IOException {
    cli = new Cli().withWorker();
    file = Example.file(folder, "Plate7", FLEET, "Plate7Queue", STARTED);
  }

  @Test
  void saysWhatIsWatchedAndWhatCanBeAsked() {
    Done done = cli.run("start", "--file", file);

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .isEqualTo(
            """
            Plate7: is watched now
            Queue      Plate7Queue
            Fleet      sfr-9999ef99-99fc-9d9d-9999-9999999e99ab
            Bucket     bucket-name
            Workflow   monitor-Plate7

            What happens next
              - The queue is read every 60 s.

            You can close this terminal; the monitor goes on without it.

              See how it goes        starter status --app Plate7
              One machine only       starter cheapest --app Plate7
              Leave all on a while   starter hold --for 2h --app Plate7
              Clean up now           starter finish --app Plate7
              End the monitor        starter stop --app Plate7
            """);
    assertThat(done.exitCode()).isZero();
  }

  @Test
  void joinsAMonitorThatRunsAndSaysWhatItChanged() {
    cli.run("start", "--file", file);

    Done done = cli.run("start", "--file", file, "--cheapest", "--poll-interval", "30s");

    assertThat(done.exitCode()).isZero();
    assertThat(done.out())
        .startsWith("Plate7: is watched already (watching the queue); this start was added\n")
        .contains("Changed\n  - Cheapest mode is on now.\n")
        .contains("Left as it was\n  - The queue is still read every 60 s.\n");
  }

  @Test
  void aRunThatWasCleanedUpIsWatchedAgainOnlyWhenThatIsSaid() throws IOException {
    cli.run("start", "--file", file);
    cli.run("finish", "--yes", "--app", "Plate7");

    Done again = cli.run("start", "--file", file);
    Done asked = cli.run("start", "--again", "--file", file);
    cli.run("finish", "--yes", "--app", "Plate7");
    String other = Example.file(folder, "Plate7", OTHER_FLEET, "Plate7Queue", STARTED);
    Done newer = cli.run("start", "--file", other);

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.out()).isEmpty();
    assertThat(again.err())
        .matches(
            "starter: the run Plate7 is over: monitor-Plate7 ended at \\S+Z \\(everything was"
                + " cleaned up\\), and the file names no other fleet; nothing was started\\. \"starter"
                + " report --app Plate7\" shows how it ended; \"start --again\" watches it all the"
                + " same\n");
    assertThat(newer.out()).startsWith("Plate7: is watched now\n");
    assertThat(asked.out()).startsWith("Plate7: is watched now\n");
  }

  @Test
  void aRunThatWasStoppedIsWatchedAgain() {
    cli.run("start", "--file", file);
    cli.answering("y\n", "stop", "--app", "Plate7");

    assertThat(cli.run("start", "--file", file).out()).startsWith("Plate7: is watched now\n");
  }

  @Test
  void handsASecondExportOver() {
    cli.run("start", "--file", file);

    Done done = cli.run("start", "--file", file, "--second-export", "12h");

    assertThat(done.out()).contains("Changed\n  - A second export in 12 h.\n");
  }

  @Test
  void showsBothRunsOfOneNameAndOffersAnotherName() throws IOException {
    cli.run("start", "--file", file);
    String other = Example.file(folder, "Plate7", OTHER_FLEET, "OtherQueue", STARTED);

    Done refused = cli.run("start", "--file", other);
    Done beside = cli.run("start", "--file", other, "--run-id", "Plate7b");

    assertThat(refused)
        .isEqualTo(
            new Done(
                2,
                "",
                "starter: another run called Plate7 is being watched by monitor-Plate7: its queue"
                    + " is Plate7Queue, not OtherQueue; to watch both, start this one with"
                    + " --run-id NAME\n"));
    assertThat(beside.exitCode()).isZero();
    assertThat(beside.out())
        .contains("monitor-Plate7b\n")
        .contains("starter status --run-id Plate7b\n");
  }

  @Test
  void watchesTheNewerRunBesideTheOneThatIsCleanedUp() throws IOException {
    cli.run("start", "--file", file);
    cli.run("retry", "--app", "Plate7");
    String newer = Example.file(folder, "Plate7", OTHER_FLEET, "Plate7Queue", 1649200000000L);

    Done done = cli.run("start", "--file", newer);

    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).contains("Workflow   monitor-Plate7-1649200000000\n");
    assertThat(cli.run("status", "--app", "Plate7", "-o", "json").out())
        .contains("\"workflowId\" : \"monitor-Plate7-1649200000000\"");
    assertThat(cli.run("start", "--file", newer).out()).contains("is watched already");
  }

  @Test
  void printsNothingButJsonWhenAsked() throws IOException {
    Files.writeString(Path.of(file), Files.readString(Path.of(file)) + "}");

    Done done = cli.run("start", "--file", file, "--fleet", OTHER_FLEET, "-o", "json");

    JsonNode json = new ObjectMapper().readTree(done.out());
    assertThat(json.get("workflowId").asText()).isEqualTo("monitor-Plate7");
    assertThat(json.get("outcome").asText()).isEqualTo("STARTED");
    assertThat(json.get("fleetIds"))
        .extracting(JsonNode::asText)
        .containsExactly(FLEET, OTHER_FLEET);
    assertThat(done.err()).startsWith("warning: There is a second closing brace");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          }, The object is closed before CLEAN_DASHBOARD
          ``, There is no comma before CLEAN_DASHBOARD
          """)
  void readsTheFilesThatStartClusterClosesTooEarly(String before, String slip) throws IOException {
    Example.withDashboard(file, before);

    Done done = cli.run("start", "--file", file);
    Done status = cli.run("status", "--file", file, "-o", "json");

    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).startsWith("Plate7: is watched now\n");
    assertThat(done.err())
        .isEqualTo(
            "warning: "
                + slip
                + ", as some versions of startCluster write it; CLEAN_DASHBOARD was read all the"
                + " same.\n");
    assertThat(new ObjectMapper().readTree(status.out()).findValue("cleanDashboard").asBoolean())
        .isTrue();
  }

  @Test
  void startsNothingForAFileWhoseUploadWasCutOff() throws IOException {
    Example.withDashboard(file, "}");
    String text = Files.readString(Path.of(file));
    Files.writeString(Path.of(file), text.substring(0, text.indexOf("True")));

    assertThat(cli.run("start", "--file", file))
        .isEqualTo(
            new Done(
                2,
                "",
                "starter: "
                    + file
                    + ": the file: found a text that breaks off at line 8, column 22; wanted one"
                    + " JSON object, as startCluster writes it\n"));
  }

  @Test
  void namesTheWebUiWhereItIsKnown() {
    Done done = cli.run(Map.of(WebUi.VARIABLE, "http://ui/"), "", "start", "--file", file);

    assertThat(done.out())
        .contains("Web UI     http://ui/namespaces/default/workflows/monitor-Plate7\n");
  }
}
