package org.distributedmonitor.acceptance;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * startCluster is run again in the middle of a run that {@code starter start --file} has begun to
 * watch. There is no Auto-Monitor, and nothing more is typed until the run is over.
 */
@Timeout(600)
class StartClusterTwiceIT {

  private static final String APP = "2021_12_13_Project_Analysis";
  private static final String MONITOR = "monitor-" + APP;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension static final Moto MOTO = new Moto();

  private Processes processes;
  private TemporalDev temporal;
  private Starter starter;
  private Monitors monitors;

  @BeforeEach
  void startTheProcesses() {
    processes = Processes.of(StartClusterTwiceIT.class);
    temporal = TemporalDev.start(processes);
    WorkerProcess.start(processes, temporal, MOTO.front());
    starter = new Starter(processes, temporal);
    monitors = new Monitors(temporal);
  }

  @AfterEach
  void endThem() {
    processes.close();
  }

  @Test
  void leavesBothFleetsCancelledWithNothingTyped() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(2, 1, 6));
    Neighbours neighbours = Neighbours.of(MOTO.aws(), run.plan());
    String before = neighbours.dump();
    Starter.Outcome started = starter.run(Quick.start(run.monitorFile(processes.directory())));
    assertThat(started.exitCode()).as(started.toString()).isZero();
    assertThat(run.drain(2)).isEqualTo(2);
    awaitLookAtTheMachinesOf(run.fleetId());

    String another = startClusterAgain(run);
    awaitLookAtTheMachinesOf(another);
    assertThat(run.drain(100)).isEqualTo(4);
    awaitTheEnd();
    MonitorReport report = monitors.result(MONITOR, MonitorReport.class);

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.fleetIds()).containsExactly(run.fleetId(), another);
    RunRemains remains = new RunRemains(MOTO.aws(), run);
    remains.assertOnlyBillableThingsAreGone();
    assertThat(remains.fleetState(another)).startsWith("cancelled");
    assertThat(new FleetMachines(MOTO.aws()).of(another)).isEmpty();
    remains.assertLogsExportedOnce(workerCalls());
    assertThat(exportsBegin()).containsOnly(run.startTime().truncatedTo(MILLIS));
    assertThat(neighbours.changedBy(workerCalls())).isEmpty();
    assertThat(neighbours.dump()).isEqualTo(before);
    assertThat(monitors.runsOf(MONITOR)).hasSize(1);
    assertThat(starter.run("report", "--app", APP).stdout()).contains(run.fleetId(), another);
  }

  /** A fleet of its own, and the monitor file overwritten, here and in the bucket. */
  private String startClusterAgain(RunInMoto run) {
    String another = run.requestAnotherFleet();
    Map<String, String> changed =
        Map.of(
            "MONITOR_FLEET_ID",
            another,
            "MONITOR_START_TIME",
            Long.toString(Instant.now().toEpochMilli()));
    run.monitorFile(processes.directory(), changed);
    run.upload(changed);
    return another;
  }

  /** By the calls that arrive in AWS: asking the monitor would be typing. */
  private static void awaitLookAtTheMachinesOf(String fleetId) {
    await("the worker's look at the machines of " + fleetId)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                workerCalls().stream()
                    .filter(call -> call.is("DescribeSpotFleetInstances"))
                    .anyMatch(call -> call.names(fleetId)));
  }

  private void awaitTheEnd() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(monitors.running("MonitorWorkflow")).isEmpty());
  }

  private static List<Instant> exportsBegin() {
    return workerCalls().stream()
        .filter(call -> call.is("CreateExportTask"))
        .map(call -> Instant.ofEpochMilli(call.parameters().path("from").asLong()))
        .toList();
  }

  private static List<Call> workerCalls() {
    return MOTO.front().callsOf(WorkerProcess.ACCESS_KEY);
  }
}
