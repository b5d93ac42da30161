package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A fleet that is started minutes before the queue is confirmed empty is the run's; one that is
 * started after belongs to a newer run, and the older monitor never touches it.
 */
@Timeout(60)
class LateFleetsTest {

  private static final String APP = "Plates";
  private static final String LIST = "ec2:DescribeSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void isCancelledAsSoonAsTheCleanUpBegins() {
    SimulatedRun run = watchUntilEmpty();
    String late = run.startAnotherFleet(3);
    Instant cleanUp = Ending.cleanUpAt(harness, APP);

    harness.pass(Duration.between(harness.now(), cleanUp.plusSeconds(10)));
    assertThat(Observed.fleetState(harness.region(), late)).startsWith("cancelled");
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(40), APP);

    assertGone(run, report);
    assertThat(harness.status(APP).lastHappenings())
        .anyMatch(
            it ->
                it.what()
                    .equals(
                        "Found another fleet of the run, "
                            + late
                            + ", started before the clean-up began; it is cancelled too."));
    assertThat(report.steps())
        .filteredOn(result -> result.step() == Step.CANCEL_FLEETS)
        .singleElement()
        .satisfies(result -> assertThat(result.outcome().detail()).contains(late));
  }

  /** Its machines have their alarms by then: these go as well, and not an hour later. */
  @Test
  void isCancelledThoughOnlyTheClosingLookCanSeeIt() {
    SimulatedRun run = watchSeldomUntilEmpty();
    String late = run.startAnotherFleet(3);
    harness.pass(Duration.between(harness.now(), Ending.cleanUpAt(harness, APP).minusSeconds(5)));
    assertThat(Observed.alarms(harness.region(), APP + "_i-")).hasSize(6);
    harness.region().faults().refuse(LIST);
    harness.passUntil(APP, Duration.ofMinutes(3), it -> it.phase() == Phase.CLEANING_UP);
    harness.pass(Duration.ofMinutes(2));
    assertThat(Observed.alive(run)).extracting(SimulatedMachine::fleetId).containsOnly(late);
    harness.region().faults().allow(LIST);

    MonitorReport report = Ending.within(harness, Duration.ofMinutes(50), APP);

    assertGone(run, report);
  }

  @Test
  void isFoundBehindHiddenUserDataToo() {
    SimulatedRun run = watchUntilEmpty(RunSpec.builder(APP).jobs(4).userDataShown(false));
    harness.setUp(RunSpec.builder("Plates_2").jobs(90).userDataShown(false));
    run.startAnotherFleet(3);

    assertGone(run, Ending.within(harness, Duration.ofMinutes(60), APP));
  }

  @Test
  void staysIfATagProtectsIt() {
    SimulatedRun run = watchUntilEmpty();
    String late = run.startAnotherFleet(3);
    Tags.protectInEc2(harness.region(), late);

    MonitorReport report = Ending.within(harness, Duration.ofMinutes(60), APP);

    assertThat(Observed.fleetState(harness.region(), late)).isEqualTo("active");
    assertThat(report.leftovers()).isNotEmpty().allMatch(Leftover::kept);
    assertThat(report.warnings()).anyMatch(it -> it.contains(late + " is protected by its tag"));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  /** That is how somebody leaves the machines on by order. */
  @Test
  void isOnlyNamedIfAPersonHasCancelledItWithoutItsMachines() {
    SimulatedRun run = watchSeldomUntilEmpty();
    String late = run.startAnotherFleet(3);
    harness.pass(Duration.ofMinutes(7));
    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(late).terminateInstances(false));

    MonitorStatus status =
        harness.passUntil(
            APP,
            Duration.ofMinutes(60),
            it -> it.phase() == Phase.NEEDS_ATTENTION && !it.leftovers().isEmpty());

    assertThat(status.leftovers())
        .filteredOn(left -> left.kind() == Kind.FLEET)
        .flatExtracting(Leftover::names)
        .containsExactly(late);
    assertThat(Observed.alive(run)).hasSize(3);
  }

  /** Clocks differ: within the last minute nobody can tell which came first. */
  @Test
  void isOnlyNamedIfItWasStartedInTheVeryMoment() {
    SimulatedRun run = watchUntilEmpty();
    harness.pass(Duration.between(harness.now(), Ending.cleanUpAt(harness, APP).minusSeconds(20)));
    String late = run.startAnotherFleet(3);

    MonitorStatus status =
        harness.passUntil(
            APP,
            Duration.ofMinutes(60),
            it -> it.phase() == Phase.NEEDS_ATTENTION && !it.leftovers().isEmpty());
    harness.pass(Duration.ofHours(3));

    assertThat(status.leftovers())
        .filteredOn(left -> left.kind() == Kind.FLEET)
        .flatExtracting(Leftover::names)
        .containsExactly(late);
    assertThat(Observed.fleetState(harness.region(), late)).isEqualTo("active");
  }

  /** Its monitor has not been started yet, so that nobody has told the older one of it. */
  @Test
  void isLeftAloneIfItIsANewerRuns() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    SimulatedRun run = watchUntilEmpty(RunSpec.builder(APP).jobs(4));
    String late = run.startAnotherFleet(2);
    harness.passUntil(
        APP,
        Duration.ofMinutes(60),
        it -> it.phase() == Phase.NEEDS_ATTENTION && !it.steps().isEmpty());
    SimulatedRun again =
        harness.setUp(
            RunSpec.builder(APP)
                .jobs(60)
                .jobDuration(Duration.ofHours(5))
                .visibilityTimeout(Duration.ofDays(1)));
    harness.region().faults().allow("sqs:DeleteQueue");

    harness.pass(Duration.ofHours(4));

    assertThat(Observed.fleetState(harness.region(), late)).startsWith("cancelled");
    assertThat(Observed.fleetState(harness.region(), again.fleetId())).isEqualTo("active");
    assertThat(Observed.targetsGiven(harness.region(), again.fleetId())).isEmpty();
    assertThat(harness.region().calls().of("ec2:CancelSpotFleetRequests"))
        .noneMatch(call -> call.resources().contains(again.fleetId()));
  }

  /** The confirmation takes so long that the machines of a late fleet are up before. */
  private SimulatedRun watchSeldomUntilEmpty() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(4).serviceTasks(9));
    Timing seldom =
        new Timing(
            null, Duration.ofHours(5), null, null, null, Duration.ofMinutes(10), null, false);
    harness.watch(new MonitorRequest(Runs.of(run), run.fleetIds(), false, 1, seldom, "1", null));
    harness.passUntil(APP, Duration.ofHours(1), it -> it.phase() == Phase.CONFIRMING);
    return run;
  }

  /** The newest look at the fleets was before the late one came, and the next would be after. */
  private SimulatedRun watchUntilEmpty() {
    return watchUntilEmpty(RunSpec.builder(APP).jobs(4));
  }

  private SimulatedRun watchUntilEmpty(RunSpec.Builder spec) {
    SimulatedRun run =
        harness.setUp(spec.jobDuration(Duration.ofHours(9)).visibilityTimeout(Duration.ofDays(1)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(33));
    run.drain();
    harness.passUntil(APP, Duration.ofMinutes(2), it -> it.phase() == Phase.CONFIRMING);
    return run;
  }

  private void assertGone(SimulatedRun run, MonitorReport report) {
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(run.machines()).noneMatch(SimulatedMachine::alive);
    assertThat(run.fleetIds())
        .hasSize(2)
        .allSatisfy(
            id -> assertThat(Observed.fleetState(harness.region(), id)).startsWith("cancelled"));
    assertThat(Observed.alarms(harness.region(), APP + "_i-")).isEmpty();
  }
}
