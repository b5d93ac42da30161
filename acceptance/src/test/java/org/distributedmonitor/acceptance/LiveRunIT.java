package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.temporal.TemporalNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see of a run while it is on and after it, and that no worker's death ends it. */
@Timeout(600)
class LiveRunIT {
  private static final String APP = "2021_12_13_Project_Analysis";
  private static final Duration NOT_OLDER = Duration.ofMinutes(2);

  @RegisterExtension static final Moto MOTO = new Moto();

  @Test
  void isShownAndSurvivesTheDeathOfItsWorker() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(3, 1, 8));
    try (Processes processes = Processes.of(LiveRunIT.class)) {
      TemporalDev temporal = TemporalDev.start(processes);
      WorkerProcess worker = WorkerProcess.start(processes, temporal, MOTO.front());
      worker.process().waitFor("Ready", Duration.ofSeconds(60));
      Starter starter = new Starter(processes, temporal);
      Starter.Outcome started = starter.run(Quick.start(run.monitorFile(processes.directory())));
      assertThat(started.exitCode()).as(started.toString()).isZero();
      assertThat(started.stdout()).contains(APP + ": is watched now");
      assertThat(run.receive(2, 600)).hasSize(2);
      awaitReading(starter, Instant.now());
      assertShown(run, starter);

      worker.process().kill();
      Instant killed = Instant.now();
      worker.startAgain();
      awaitReading(starter, killed);
      assertShown(run, starter);
      MOTO.aws().sqs().purgeQueue(p -> p.queueUrl(run.queueUrl()));
      RunningProcess watch = starter.begin("watch", "--app", APP);

      assertThat(watch.exitCode(Duration.ofMinutes(3))).as(watch.stdout()).isZero();
      new RunRemains(MOTO.aws(), run).assertOnlyBillableThingsAreGone();
      assertShownAfterwards(new Monitors(temporal), starter);
    }
  }

  private static void assertShown(RunInMoto run, Starter starter) {
    Starter.Outcome status = starter.run("status", "--app", APP);
    assertThat(status.exitCode()).as(status.toString()).isZero();
    assertThat(status.stdout())
        .contains(APP + ": watching the queue, for ")
        .contains("8 left of 8 seen (6 waiting, 2 in process)")
        .contains(run.fleetId())
        .contains("\nNext\n");
    Starter.Outcome list = starter.run("list");
    assertThat(list.exitCode()).isZero();
    assertThat(list.stdout()).hasLineCount(2).startsWith("RUN ");
    assertThat(list.stdout()).containsPattern(APP + " +WATCHING +");
    JsonNode json = starter.run("status", "--app", APP, "-o", "json").json();
    assertThat(json.path("phase").asText()).isEqualTo("WATCHING");
    assertThat(json.path("workerAnswers").asBoolean()).isTrue();
    JsonNode newest = newestReading(json);
    assertThat(newest.path("visible").asInt()).isEqualTo(6);
    assertThat(newest.path("inFlight").asInt()).isEqualTo(2);
    assertThat(readAt(newest)).isAfter(Instant.now().minus(NOT_OLDER));
  }

  private static void assertShownAfterwards(Monitors monitors, Starter starter) {
    WorkflowExecutionDescription ended = monitors.describe("monitor-" + APP);
    assertThat(ended.getStatus().name()).isEqualTo("WORKFLOW_EXECUTION_STATUS_COMPLETED");
    assertThat(ended.getMemo(TemporalNames.VERDICT_MEMO, String.class, String.class))
        .isEqualTo("SUCCEEDED");
    assertThat(ended.getTypedSearchAttributes().get(TemporalNames.PHASE)).isEqualTo("FINISHED");
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(starter.run("list").stdout()).containsPattern(APP + " +SUCCEEDED +"));
    JsonNode status = starter.run("status", "--app", APP, "-o", "json").json();
    assertThat(status.path("phase").asText()).isEqualTo("FINISHED");
    assertThat(status.path("verdict").asText()).isEqualTo("SUCCEEDED");
  }

  /** What is shown is as of a look of the worker, so a look later than this has to be there. */
  private static void awaitReading(Starter starter, Instant laterThan) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              JsonNode status = starter.run("status", "--app", APP, "-o", "json").json();
              return readAt(newestReading(status)).isAfter(laterThan);
            });
  }

  private static JsonNode newestReading(JsonNode status) {
    JsonNode readings = status.path("queue").path("readings");
    return readings.path(readings.size() - 1);
  }

  private static Instant readAt(JsonNode reading) {
    return reading.has("at") ? Instant.parse(reading.path("at").asText()) : Instant.EPOCH;
  }
}
