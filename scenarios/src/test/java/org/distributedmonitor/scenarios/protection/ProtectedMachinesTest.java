package org.distributedmonitor.scenarios.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.Told;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A fleet or a machine that somebody protects by a tag stays on, is named, and keeps no other from
 * being ended.
 */
@Timeout(60)
class ProtectedMachinesTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRegion region = harness.region();

  @Test
  void aFleetIsNeitherLoweredNorMadeCheapestNorCancelled() {
    SimulatedRun run = harness.setUp(busy(APP, 6));
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
    assertThat(Told.outcome(report.steps(), Step.CANCEL_FLEETS).kind())
        .isEqualTo(StepOutcome.Kind.LEFT);
    assertThat(Told.outcome(report.steps(), Step.CANCEL_FLEETS).detail()).contains(run.fleetId());
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.warnings()).isEqualTo(status.warnings());
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(Told.names(report.leftovers(), Kind.FLEET)).containsExactly(run.fleetId());
    assertThat(Told.names(report.leftovers(), Kind.MACHINE)).hasSize(6);
    assertThat(Told.names(report.leftovers(), Kind.ALARM)).hasSize(6);
  }

  @Test
  void aMachineSurvivesTheCancellationOfItsFleet() {
    SimulatedRun run = harness.setUp(busy(APP, 5));
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
    assertThat(Told.outcome(report.steps(), Step.CANCEL_FLEETS).detail())
        .contains("ended 4")
        .contains(kept);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(Told.names(report.leftovers(), Kind.MACHINE)).containsExactly(kept);
    assertThat(report.warnings()).anyMatch(it -> it.contains(warning));
  }

  @Test
  void aMachineThatMayNotBeSparedIsNamedWithWhatToDo() {
    SimulatedRun run = harness.setUp(busy(APP, 3));
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
    SimulatedRun run = harness.setUp(busy(APP, 4));
    SimulatedRun other = harness.setUp(busy("Others", 2));
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
  void theLastMachineOfAFleetThatAPersonCancelledAndNoFileNamesMayStay() {
    SimulatedRun run = harness.setUp(busy(APP, 2));
    MonitorRequest request = harness.request(run);
    String other = run.startAnotherFleet(2);
    harness.pass(Duration.ofMinutes(5));
    List<String> machines =
        Observed.alive(run).stream()
            .filter(machine -> machine.fleetId().equals(other))
            .map(SimulatedMachine::id)
            .toList();
    Tags.protectInEc2(region, machines.get(0));
    region
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(other).terminateInstances(false));
    Starts.first(harness, request);
    run.drain();
    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.NEEDS_ATTENTION);
    region.ec2().terminateInstances(b -> b.instanceIds(machines.get(1)));
    Set<String> alarms = Observed.alarms(region, APP + "_i-");
    region.cloudWatch().deleteAlarms(b -> b.alarmNames(alarms));

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(status.leftovers())
        .filteredOn(left -> left.names().contains(other))
        .singleElement()
        .satisfies(left -> assertThat(left.reason()).contains("its machines run on"));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(Told.names(report.leftovers(), Kind.FLEET)).containsExactly(other);
    assertThat(Told.names(report.leftovers(), Kind.MACHINE)).containsExactly(machines.get(0));
    assertThat(Observed.alive(run))
        .extracting(SimulatedMachine::id)
        .containsExactly(machines.get(0));
  }

  @Test
  void aProtectedAlarmOfAMachineThatCannotBeEndedIsToldAsKept() {
    SimulatedRun run = harness.setUp(busy(APP, 2));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(15));
    String alarm = Observed.alarms(region, APP + "_i-").iterator().next();
    Tags.protectAlarm(region, alarm);
    region.faults().refuse("ec2:CancelSpotFleetRequests");
    run.drain();

    MonitorStatus status =
        harness.passUntil(
            APP,
            Duration.ofHours(2),
            s -> s.phase() == Phase.NEEDS_ATTENTION && !s.leftovers().isEmpty());

    assertThat(status.leftovers())
        .filteredOn(left -> left.names().contains(alarm))
        .singleElement()
        .matches(Leftover::kept);
  }

  @Test
  void aTagThatIsTakenOffOrPutOnWhileTheCancellationIsBlockedIsFollowed() {
    SimulatedRun run = harness.setUp(busy(APP, 3));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    region.faults().refuse("ec2:CancelSpotFleetRequests");
    run.drain();
    harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.NEEDS_ATTENTION);
    Tags.protectInEc2(region, run.fleetId());
    harness.pass(Duration.ofMinutes(62));
    MonitorStatus status = harness.status(APP);
    region.faults().allow("ec2:CancelSpotFleetRequests");

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(status.leftovers()).isNotEmpty().allMatch(Leftover::kept);
    // The look has seen the tag, and the next try of the cancellation finds nothing to cancel.
    assertThat(status.problems()).isEmpty();
    assertThat(Observed.fleetState(region, run.fleetId())).isEqualTo("active");
    assertThat(Told.names(report.leftovers(), Kind.FLEET)).containsExactly(run.fleetId());
    assertThat(report.leftovers()).allMatch(Leftover::kept);
  }

  /** A run of so many machines, each at work for longer than a test. */
  private static RunSpec.Builder busy(String app, int machines) {
    return RunSpec.builder(app)
        .machines(machines)
        .jobs(machines)
        .jobDuration(Duration.ofHours(9))
        .visibilityTimeout(Duration.ofHours(12));
  }
}
