package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.starter.Cli.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RunningMonitorTest {

  @TempDir private Path folder;

  @AutoClose private Cli cli;
  private String file;

  @BeforeEach
  void begin() throws IOException {
    cli = new Cli().withWorker();
    file = Example.file(folder, "Plate7", Example.FLEET, "Plate7Queue", 1649187798951L);
    assertThat(cli.run("start", "--file", file).exitCode()).isZero();
  }

  @Test
  void statusShowsTheRun() {
    Done done = cli.run("status", "--file", file);

    assertThat(done.exitCode()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .startsWith("Plate7: watching the queue, for ")
        .contains("Jobs       126 left of 126 seen (62 waiting, 64 in process)")
        .contains("Machines   64\n")
        .contains("look at the fleet");
  }

  @Test
  void statusInJsonHasTheMonitorsWordsAndTheNewestSighting() throws IOException {
    Done done = cli.run("status", "--app", "Plate7", "-o", "json");

    JsonNode json = new ObjectMapper().readTree(done.out());
    assertThat(json.get("phase").asText()).isEqualTo("WATCHING");
    assertThat(json.get("running").asBoolean()).isTrue();
    assertThat(json.at("/queue/readings/0/visible").asInt()).isEqualTo(62);
  }

  @Test
  void finishAsksFirst() {
    Done unasked = cli.run("finish", "--app", "Plate7");
    Done no = cli.answering("n\n", "finish", "--app", "Plate7");
    Done yes = cli.answering("y\n", "finish", "--app", "Plate7");

    assertThat(unasked)
        .isEqualTo(
            new Done(
                2, "", "starter: finish asks first, and nobody is at the terminal; add --yes\n"));
    assertThat(no)
        .isEqualTo(
            new Done(
                1,
                "",
                "Plate7: all machines are shut down, the queue is deleted, and 62 jobs waiting and"
                    + " 64 in process are lost.\nGo on? [y/N] starter: nothing was done\n"));
    assertThat(yes.exitCode()).isZero();
    assertThat(yes.out()).isEqualTo("The clean-up begins now.\n");
  }

  @Test
  void stopSaysWhatStaysOn() {
    Done done = cli.answering("yes\n", "stop", "--app", "Plate7");

    assertThat(done.err()).contains("the fleet and its 64 machines stay on and cost money");
    assertThat(done.out()).isEqualTo("The monitor ends now.\n");
    assertThat(cli.run("watch", "--app", "Plate7").exitCode()).isEqualTo(1);
  }

  /** It ran when the command looked for it. */
  @Test
  void anOrderToOneThatEndsAtThisMomentIsToldSo() {
    try (Temporal temporal = Temporal.connect(Map.of("TEMPORAL_ADDRESS", cli.address()))) {
      Monitors monitors = new Monitors(temporal);
      Execution running = monitors.describe("monitor-Plate7").orElseThrow();
      cli.answering("y\n", "finish", "--app", "Plate7");

      assertThatThrownBy(() -> monitors.ask(running, MonitorWorkflow::resume))
          .hasMessage("monitor-Plate7 has ended at this moment; \"report\" says how it ended");
      assertThatThrownBy(() -> monitors.askForCheapest(running)).hasMessageContaining("has ended");
    }
  }

  @Test
  void ordersAreAnsweredAndRefusalsAreFailures() {
    Done held = cli.run("hold", "--for", "1h30m", "--app", "Plate7");
    Done resumed = cli.run("resume", "--app", "Plate7");
    Done cheapest = cli.run("cheapest", "--app", "Plate7");

    assertThat(held.out()).isEqualTo("Nothing is lowered or cleaned up for 90 min.\n");
    assertThat(resumed).isEqualTo(new Done(1, "", "starter: The run is not held.\n"));
    assertThat(cheapest.exitCode()).isZero();
    assertThat(cli.run("status", "--app", "Plate7").out()).contains("Cheapest   asked for");
  }

  @Test
  void reportTellsHowARunEnded() throws IOException {
    Done early = cli.run("report", "--app", "Plate7");
    cli.run("finish", "--yes", "--app", "Plate7");
    Done late = cli.run("report", "--app", "Plate7");
    Done json = cli.run("report", "--app", "Plate7", "-o", "json");

    assertThat(early.exitCode()).isZero();
    assertThat(early.err()).startsWith("note: the run is not finished");
    assertThat(late.out()).startsWith("Plate7: SUCCEEDED, everything was cleaned up\n");
    assertThat(new ObjectMapper().readTree(json.out()).get("verdict").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(cli.run("watch", "--app", "Plate7").exitCode()).isZero();
  }

  @Test
  void aMonitorThatHasEndedTakesNoOrders() {
    cli.run("finish", "--yes", "--app", "Plate7");

    assertThat(cli.run("hold", "--for", "1h", "--app", "Plate7"))
        .isEqualTo(
            new Done(
                1,
                "",
                "starter: the monitor of Plate7 has ended (completed); see \"starter report --app"
                    + " Plate7\"\n"));
  }

  @Test
  void aRunThatNobodyKnowsIsNoSuchRun() {
    assertThat(cli.run("status", "--app", "Plate8"))
        .isEqualTo(
            new Done(
                3,
                "",
                "starter: no monitor is known for Plate8; \"starter list --all\" shows which"
                    + " are\n"));
  }
}
