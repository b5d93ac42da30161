package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.acceptance.RuntimeApi.Answer;
import org.distributedmonitor.temporal.TemporalNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Runs that nothing but their queue alarms brings to a monitor, by the function as it is zipped.
 */
@Timeout(600)
class AlarmIT {

  @RegisterExtension static final Moto MOTO = new Moto();

  private Processes processes;
  private TemporalDev temporal;
  private WorkerProcess worker;

  @BeforeEach
  void startTheProcesses() {
    processes = Processes.of(AlarmIT.class);
    temporal = TemporalDev.start(processes);
    worker = WorkerProcess.start(processes, temporal, MOTO.front());
    worker.process().waitFor("Ready", Duration.ofSeconds(60));
  }

  @AfterEach
  void endThem() {
    processes.close();
  }

  @Test
  void threeRunsInOneBucketAreWatchedAndCleanedUpByTheirAlarmsAlone() {
    RunInMoto two = RunInMoto.create(MOTO.aws(), RunPlan.named("TwoFleets").sized(2, 1, 4));
    String second = anotherFleet(two);
    store(two, Map.of("MONITOR_FLEET_IDS", List.of(two.fleetId(), second)));
    RunInMoto broken = RunInMoto.create(MOTO.aws(), RunPlan.named("Broken").sized(1, 0, 2));
    put(broken, "{\"MONITOR_FLEET_ID\": \"" + broken.fleetId() + "\",");
    try (DeployedFunction function = function()) {
      assertThat(two.receive(10, 600)).hasSize(4);
      assertWatchedNow(function, two);
      assertThat(alarmed(function, broken.plan(), broken.plan().visibleAlarm()))
          .contains("Broken: nothing is started, as the monitor file is at fault");

      String third = anotherFleet(two);
      store(two, Map.of("MONITOR_FLEET_ID", third));
      assertThat(alarmed(function, two.plan(), two.plan().notVisibleAlarm()))
          .contains("was told to read the queue now. The fleet " + third + " is watched too.");
      store(broken, Map.of());
      assertWatchedNow(function, broken);
      RunInMoto later = RunInMoto.create(MOTO.aws(), RunPlan.named("Later").sized(1, 0, 2));
      assertWatchedNow(function, later);

      List<RunInMoto> runs = List.of(two, broken, later);
      runs.forEach(run -> MOTO.aws().sqs().purgeQueue(p -> p.queueUrl(run.queueUrl())));
      runs.forEach(
          run ->
              assertThat(alarmed(function, run.plan(), run.plan().notVisibleAlarm()))
                  .contains("was told to read the queue now."));
      runs.forEach(this::awaitCleanEnd);

      runs.forEach(run -> new RunRemains(MOTO.aws(), run).assertOnlyBillableThingsAreGone());
      assertThat(List.of(two.fleetId(), second, third)).allSatisfy(AlarmIT::assertCancelled);
      assertThat(alarmed(function, two.plan(), two.plan().visibleAlarm()))
          .contains("is not started again: monitor-TwoFleets ended at");
      assertThat(MOTO.front().callsOf(DeployedFunction.ACCESS_KEY))
          .isNotEmpty()
          .allMatch(call -> call.is("GetObject"));
    }
  }

  @Test
  void asItIsDeployedItStaysWithinLambdasLimitsAndFailsSoThatAwsTriesAgain() throws Exception {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named("Plates").sized(1, 0, 2));
    try (DeployedFunction function = DeployedFunction.start(processes, environment())) {
      MOTO.front().fault(Fault.hang("GetObject").service("s3"));
      Answer refused =
          function.receive(DeployedFunction.alarm(run.plan(), run.plan().visibleAlarm()));
      MOTO.front().clearFaults();
      assertWatchedNow(function, run);

      assertThat(refused.failed()).isTrue();
      assertThat(refused.body()).contains("S3 did not answer for s3://bucket-name/monitors/Plates");
      assertThat(java.nio.file.Files.size(DeployedFunction.zip())).isLessThan(50 * 1024 * 1024);
      assertThat(function.process().stdout() + function.process().stderr())
          .contains("Plates: is watched now, by monitor-Plates.")
          .doesNotContain("SLF4J", "123456789012");
    }
  }

  private DeployedFunction function() {
    return DeployedFunction.quick(processes, environment());
  }

  private Map<String, String> environment() {
    return DeployedFunction.environment(temporal, MOTO.front(), "bucket-name");
  }

  private static void assertWatchedNow(DeployedFunction function, RunInMoto run) {
    String app = run.plan().app();
    assertThat(alarmed(function, run.plan(), run.plan().visibleAlarm()))
        .isEqualTo("[\"" + app + ": is watched now, by monitor-" + app + ".\"]");
  }

  private static String alarmed(DeployedFunction function, RunPlan plan, String alarmName) {
    Answer answer = function.receive(DeployedFunction.alarm(plan, alarmName));
    assertThat(answer.failed()).as(answer.body()).isFalse();
    return answer.body();
  }

  private void awaitCleanEnd(RunInMoto run) {
    Monitors monitors = new Monitors(temporal);
    await(run.plan().app())
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              WorkflowExecutionDescription monitor =
                  monitors.describe(TemporalNames.workflowId(run.plan().app()));
              assertThat(monitor.getStatus().name())
                  .isEqualTo("WORKFLOW_EXECUTION_STATUS_COMPLETED");
              assertThat(monitor.getMemo(TemporalNames.VERDICT_MEMO, String.class, String.class))
                  .isEqualTo("SUCCEEDED");
            });
  }

  /** As a second startCluster requests it. */
  private static String anotherFleet(RunInMoto run) {
    Machines machines = new Machines(MOTO.aws(), run.plan());
    String fleet = machines.requestFleet();
    machines.register(fleet);
    return fleet;
  }

  private static void store(RunInMoto run, Map<String, ?> more) {
    put(run, new MonitorFileText(run).with(more));
  }

  private static void put(RunInMoto run, String content) {
    MOTO.aws()
        .s3()
        .putObject(
            p -> p.bucket(run.plan().bucket()).key(run.plan().autoMonitorKey()),
            RequestBody.fromString(content));
  }

  private static void assertCancelled(String fleet) {
    assertThat(
            MOTO.aws()
                .ec2()
                .describeSpotFleetRequests(f -> f.spotFleetRequestIds(fleet))
                .spotFleetRequestConfigs()
                .get(0)
                .spotFleetRequestStateAsString())
        .startsWith("cancelled");
    assertThat(new FleetMachines(MOTO.aws()).of(fleet)).isEmpty();
  }
}
