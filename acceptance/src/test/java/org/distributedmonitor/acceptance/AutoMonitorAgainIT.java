package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Auto-Monitor is disabled while runs go on and enabled again, and monitors come to harm. */
@Timeout(600)
class AutoMonitorAgainIT extends AutoMonitorSite {

  @Test
  void aRunThatIsCleanedUpWhileNobodyLooksIsNotStartedAgain() {
    bucket.create();
    assertThat(bucket.enable("5s").exitCode()).isZero();
    RunInMoto over = RunInMoto.create(MOTO.aws(), RunPlan.named("Plates").sized(1, 0, 4));
    RunInMoto watched = RunInMoto.create(MOTO.aws(), RunPlan.named("Watched").sized(1, 0, 4));
    bucket.awaitState("Plates", "WATCHED");
    bucket.awaitState("Watched", "WATCHED");
    bucket.disable();
    over.drain(100);
    JsonNode report = awaitReport("Plates");

    Starter.Outcome enabled = bucket.enable("5s");
    bucket.awaitState("Watched", "WATCHED");
    int older = bucket.listed().at("/report/older").asInt();
    Starter.Outcome existing = bucket.enable("5s", "--existing", "--yes", "-o", "json");
    bucket.awaitState("Plates", "MOVED");
    Starter.Outcome byHand =
        starter.run("start", "--file", over.monitorFile(processes.directory()).toString());

    assertThat(enabled.stdout())
        .contains("One monitor file is a run's that is watched already; its monitor gets it:")
        .contains("  - WatchedSpotFleetRequestId.json")
        .contains("One monitor file lies there already and is left alone until it changes:")
        .contains("  - PlatesSpotFleetRequestId.json");
    assertThat(older).isEqualTo(1);
    assertThat(existing.json().path("prospects").findValuesAsText("would"))
        .containsExactly("MOVED");
    assertThat(existing.json().at("/prospects/0/notes/0").asText())
        .isEqualTo("monitor-Plates has cleaned it up.");
    assertThat(byHand.exitCode()).isEqualTo(2);
    assertThat(byHand.stderr()).startsWith("starter: the run Plates is over: monitor-Plates ended");
    assertThat(monitors.runsOf("monitor-Plates")).hasSize(1);
    assertThat(monitors.runsOf("monitor-Watched")).hasSize(1);
    assertThat(awaitReport("Plates")).isEqualTo(report);
    watched.drain(100);
    bucket.awaitState("Watched", "MOVED");
  }

  @Test
  void aRunWhoseMonitorWasTerminatedIsWatchedAgain() {
    bucket.create();
    assertThat(bucket.enable("5s").exitCode()).isZero();
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named("Plates").sized(1, 0, 4));
    bucket.awaitState("Plates", "WATCHED");

    monitors.terminate("monitor-Plates");
    await()
        .atMost(ScannedBucket.PATIENCE)
        .untilAsserted(() -> assertThat(monitors.running("MonitorWorkflow")).isNotEmpty());
    bucket.awaitState("Plates", "WATCHED");

    assertThat(starter.run("list").stdout())
        .contains("TERMINATED")
        .doesNotContain("nobody watches this run");
    assertThat(monitors.runsOf("monitor-Plates")).hasSize(2);
    run.drain(100);
    bucket.awaitState("Plates", "MOVED");
    new RunRemains(MOTO.aws(), run).assertOnlyBillableThingsAreGone();
  }

  @Test
  void disablingEndsTheScanUnderWay() {
    bucket.create();
    assertThat(bucket.enable("5s").exitCode()).isZero();
    MOTO.front().fault(Fault.hang("ListObjectsV2"));
    await()
        .atMost(ScannedBucket.PATIENCE)
        .untilAsserted(() -> assertThat(monitors.running("AutoMonitorWorkflow")).isNotEmpty());

    bucket.disable();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(monitors.running("AutoMonitorWorkflow")).isEmpty());
    MOTO.front().clearFaults();
  }

  /** Once its monitor has ended. */
  private JsonNode awaitReport(String app) {
    await()
        .atMost(ScannedBucket.PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(monitors.running("MonitorWorkflow")).doesNotContain("monitor-" + app));
    return starter.run("report", "--app", app, "-o", "json").json();
  }
}
