package org.distributedmonitor.worker.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What somebody protects by a tag stays, is named, and keeps nothing else from being cleaned up.
 */
@Timeout(60)
class ProtectedTest {

  private static final String APP = "Plates";

  /** No job ends by itself in the time of a test. */
  private static final Duration LONG = Duration.ofHours(9);

  private MonitorHarness harness;
  private SimulatedRegion region;

  @BeforeEach
  void begin() {
    harness = new MonitorHarness();
    region = harness.region();
  }

  @AfterEach
  void end() {
    harness.close();
  }

  @Test
  void aFleetIsNeitherLoweredNorMadeCheapestNorCancelled() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(6)
                .jobs(6)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12)));
    Tags.protectInEc2(region, run.fleetId());
    harness.watch(run);
    harness.monitor(APP).enableCheapestMode();
    harness.pass(Duration.ofMinutes(50));
    MonitorStatus status = harness.status(APP);
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(status.warnings())
        .anyMatch(it -> it.contains(run.fleetId() + " is protected by its tag"));
    assertThat(Observed.targetsGiven(region, run.fleetId())).isEmpty();
    assertThat(region.calls().count("ec2:CancelSpotFleetRequests")).isZero();
    assertThat(Observed.fleetState(region, run.fleetId())).isEqualTo("active");
    assertThat(outcome(report, Step.CANCEL_FLEETS).kind()).isEqualTo(StepOutcome.Kind.LEFT);
    assertThat(outcome(report, Step.CANCEL_FLEETS).detail()).contains(run.fleetId());
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.warnings()).isEqualTo(status.warnings());
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(named(report, Kind.FLEET)).containsExactly(run.fleetId());
    assertThat(named(report, Kind.MACHINE)).hasSize(6);
    assertThat(named(report, Kind.ALARM)).hasSize(6);
  }

  @Test
  void aMachineSurvivesTheCancellationOfItsFleet() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(5)
                .jobs(5)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    String kept = Observed.alive(run).get(2).id();
    Tags.protectInEc2(region, kept);
    harness.pass(Duration.ofMinutes(10));
    String warning = kept + " is protected by its tag";
    assertThat(harness.status(APP).warnings()).anyMatch(it -> it.contains(warning));
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(Observed.alive(run)).extracting(SimulatedMachine::id).containsExactly(kept);
    assertThat(Observed.fleetState(region, run.fleetId())).isEqualTo("cancelled_running");
    assertThat(region.calls().of("ec2:TerminateInstances"))
        .singleElement()
        .satisfies(call -> assertThat(call.resources()).hasSize(4).doesNotContain(kept));
    assertThat(Observed.alarms(region, APP + "_i-")).containsExactly(APP + "_" + kept);
    assertThat(outcome(report, Step.CANCEL_FLEETS).detail()).contains("ended 4").contains(kept);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(named(report, Kind.MACHINE)).containsExactly(kept);
    assertThat(report.warnings()).anyMatch(it -> it.contains(warning));
  }

  @Test
  void aMachineThatMayNotBeSparedIsNamedWithWhatToDo() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(3)
                .jobs(3)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    String kept = Observed.alive(run).get(0).id();
    Tags.protectInEc2(region, kept);
    harness.pass(Duration.ofMinutes(10));
    region.faults().refuse("ec2:TerminateInstances");
    Set<String> alarms = Observed.alarms(region, APP + "_i-");
    region.cloudWatch().deleteAlarms(b -> b.alarmNames(alarms));
    run.drain();
    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.NEEDS_ATTENTION);

    assertThat(Observed.fleetState(region, run.fleetId())).isEqualTo("cancelled_running");
    assertThat(status.problems())
        .anyMatch(it -> it.what().contains("its machines run on") && it.remedy().contains("EC2"));
    region.faults().allow("ec2:TerminateInstances");
    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.alive(run)).extracting(SimulatedMachine::id).containsExactly(kept);
  }

  @Test
  void machinesThatSomebodyLeftOnAreEndedByTheirIds() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(4)
                .jobs(4)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12)));
    SimulatedRun other =
        harness.setUp(
            RunSpec.builder("Others")
                .machines(2)
                .jobs(9)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    region
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(run.fleetId()).terminateInstances(false));
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(Observed.alive(run)).isEmpty();
    assertThat(Observed.alive(other)).hasSize(2);
  }

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
        .extracting(Leftover::name)
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
              assertThat(outcome(report, step).kind()).isEqualTo(StepOutcome.Kind.LEFT);
              assertThat(outcome(report, step).detail())
                  .contains("is protected by its tag distributed-monitor:protect");
            });
    assertThat(outcome(report, Step.DEREGISTER_TASK_DEFINITIONS).detail())
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
  void whileNobodyMayLookAtTagsNothingIsDeletedButMoneyIsSaved() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(3).jobs(3));
    region.faults().refuse("tag:GetResources");
    harness.watch(run);

    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);

    assertThat(Observed.changes(region))
        .noneMatch(change -> change.contains(":Delete") || change.contains(":Deregister"))
        .anyMatch(change -> change.startsWith("ec2:CancelSpotFleetRequests"))
        .anyMatch(change -> change.startsWith("ecs:UpdateService"));
    assertThat(status.steps())
        .filteredOn(result -> result.outcome().blocked())
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(result -> result.outcome().detail().contains("tag:GetResources"));
  }

  @Test
  void aTagThatIsTakenOffOrPutOnWhileTheCancellationIsBlockedIsFollowed() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(3)
                .jobs(3)
                .jobDuration(LONG)
                .visibilityTimeout(Duration.ofHours(12)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    region.faults().refuse("ec2:CancelSpotFleetRequests");
    run.drain();
    harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.NEEDS_ATTENTION);
    Tags.protectInEc2(region, run.fleetId());
    harness.pass(Duration.ofMinutes(62));
    region.faults().allow("ec2:CancelSpotFleetRequests");

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(Observed.fleetState(region, run.fleetId())).isEqualTo("active");
    assertThat(named(report, Kind.FLEET)).containsExactly(run.fleetId());
    assertThat(report.leftovers()).allMatch(Leftover::kept);
  }

  private String deadMachinesAlarm(SimulatedRun run) {
    List<String> alive = Observed.alive(run).stream().map(it -> APP + "_" + it.id()).toList();
    return Observed.alarms(region, APP + "_i-").stream()
        .filter(name -> !alive.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> named(MonitorReport report, Kind kind) {
    return report.leftovers().stream()
        .filter(left -> left.kind() == kind)
        .map(Leftover::name)
        .toList();
  }

  private static StepOutcome outcome(MonitorReport report, Step step) {
    return report.steps().stream()
        .filter(result -> result.step() == step)
        .map(StepResult::outcome)
        .findFirst()
        .orElseThrow();
  }
}
