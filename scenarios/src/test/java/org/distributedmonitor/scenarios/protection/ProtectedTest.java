package org.distributedmonitor.scenarios.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Told;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Remains;
import org.distributedmonitor.testkit.region.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What else than fleets and machines somebody protects by a tag stays, is named, and keeps nothing
 * from being cleaned up.
 */
@Timeout(60)
class ProtectedTest {

  private static final String APP = "Plates";

  /** No job ends by itself in the time of a test. */
  private static final Duration LONG = Duration.ofHours(9);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRegion region = harness.region();

  @Test
  void everythingElseThatBearsTheTagStaysAndTheRestGoes() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .cluster(APP)
                .machines(3)
                .jobs(3)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12))
                .taskRevisions(3)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .deadMachinesWithAlarms(4));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    String dead = deadMachinesAlarm(run);
    String ofQueue = "ApproximateNumberOfMessagesVisibleisZero_" + APP;
    Tags.protectQueue(region, APP + "Queue");
    Tags.protectInEcs(region, "service/" + APP + "/" + APP + "Service");
    Tags.protectInEcs(region, "cluster/" + APP);
    Tags.protectInEcs(region, "task-definition/" + APP + "Task:2");
    Tags.protectAlarm(region, dead);
    Tags.protectAlarm(region, ofQueue);
    Tags.protectDashboard(region, APP);
    harness.pass(Duration.ofMinutes(60));
    assertThat(Observed.alarms(region, APP + "_i-")).hasSize(4).contains(dead);
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(report.leftovers())
        .flatExtracting(Leftover::names)
        .containsExactlyInAnyOrder(
            APP + "Queue", APP + "Service", APP, APP + "Task:2", dead, ofQueue, APP);
    assertThat(
            List.of(
                Step.STOP_SERVICE,
                Step.DELETE_QUEUE,
                Step.DELETE_SERVICE,
                Step.DELETE_CLUSTER,
                Step.DELETE_DASHBOARD))
        .allSatisfy(
            step -> {
              assertThat(Told.outcome(report.steps(), step).kind())
                  .isEqualTo(StepOutcome.Kind.LEFT);
              assertThat(Told.outcome(report.steps(), step).detail())
                  .contains("is protected by its tag distributed-monitor:protect");
            });
    assertThat(Told.outcome(report.steps(), Step.DEREGISTER_TASK_DEFINITIONS).detail())
        .contains("Deregistered 2 revisions")
        .contains(APP + "Task:2");
    assertThat(Observed.alarms(region, "")).containsExactlyInAnyOrder(dead, ofQueue);
    assertThat(
            region
                .ecs()
                .describeServices(b -> b.cluster(APP).services(APP + "Service"))
                .services()
                .get(0)
                .desiredCount())
        .isEqualTo(3);
  }

  @Test
  void anEmptyClusterStaysForItsOwnTagAndNothingForAnotherValue() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).cluster(APP).machines(3).jobs(3));
    Tags.protectInEcs(region, "cluster/" + APP);
    Tags.tagQueue(region, APP + "Queue", "false");
    harness.watch(run);

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Told.names(report.leftovers(), Kind.CLUSTER)).containsExactly(APP);
    assertThat(report.leftovers()).hasSize(1).allMatch(Leftover::kept);
    assertThat(Told.outcome(report.steps(), Step.DELETE_CLUSTER).detail())
        .contains("is protected by its tag");
    assertThat(new Remains(region, run).clusterThere()).containsExactly(APP);
  }

  @Test
  void whileNobodyMayLookAtTagsNothingIsDeletedButMoneyIsSaved() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(3)
                .jobs(3)
                .jobDuration(Duration.ofMinutes(90))
                .visibilityTimeout(Duration.ofHours(3))
                .deadMachinesWithAlarms(4));
    region.faults().refuse("tag:GetResources");
    harness.watch(run);

    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(4), s -> s.phase() == Phase.NEEDS_ATTENTION);

    assertThat(Observed.alarms(region, APP + "_i-")).hasSize(7);
    assertThat(Observed.changes(region))
        .noneMatch(change -> change.contains(":Delete") || change.contains(":Deregister"))
        .anyMatch(change -> change.startsWith("ec2:CancelSpotFleetRequests"))
        .anyMatch(change -> change.startsWith("ecs:UpdateService"));
    assertThat(status.steps())
        .filteredOn(result -> result.outcome().blocked())
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(result -> result.outcome().detail().contains("tag:GetResources"));
  }

  private String deadMachinesAlarm(SimulatedRun run) {
    List<String> alive = Observed.alive(run).stream().map(it -> APP + "_" + it.id()).toList();
    return Observed.alarms(region, APP + "_i-").stream()
        .filter(name -> !alive.contains(name))
        .findFirst()
        .orElseThrow();
  }
}
