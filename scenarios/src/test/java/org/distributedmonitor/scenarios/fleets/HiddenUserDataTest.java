package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where EC2 does not show a fleet's launch user data, one of its machines tells whose it is. */
@Timeout(60)
class HiddenUserDataTest {

  private static final String ATTRIBUTE = "ec2:DescribeInstanceAttribute";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void aMachineOfTheRunsFleetIsAskedOnce() {
    SimulatedRun run = harness.setUp(spec("Plates").machines(5).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));

    assertThat(fleet().ownership()).isEqualTo(Ownership.OURS);
    assertThat(harness.region().calls().count(ATTRIBUTE)).isEqualTo(1);

    Ending.within(harness, Duration.ofHours(5), "Plates");

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).isNotEmpty();
    assertThat(harness.region().calls().count(ATTRIBUTE)).isEqualTo(1);
    assertThat(harness.status("Plates").warnings()).isEmpty();
  }

  @Test
  void aNeighboursFleetInTheFileIsFoundOutAndNotTouched() {
    SimulatedRun neighbour = harness.setUp(spec("Cells").machines(6).jobs(200));
    neighbour.limitCapacity(0);
    SimulatedRun run = harness.setUp(spec("Plates").machines(1).jobs(30).userDataShown(true));
    harness.watch(request(run, List.of(neighbour.fleetId())));
    harness.pass(Duration.ofMinutes(45));
    assertThat(fleet().ownership()).isEqualTo(Ownership.UNASKED);
    assertThat(Observed.changes(harness.region())).isEmpty();

    neighbour.limitCapacity(6);
    MonitorStatus status =
        harness.passUntil(
            "Plates",
            Duration.ofMinutes(20),
            it -> it.fleets().get(0).sighting().ownership() == Ownership.ANOTHER_RUNS);

    assertThat(status.fleets().get(0).sighting().otherRun()).isEqualTo("Cells");
    harness.pass(Duration.ofHours(1));
    assertThat(harness.status("Plates").phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(Observed.changes(harness.region()))
        .noneMatch(change -> change.contains(neighbour.fleetId()));
    assertThat(Observed.target(harness.region(), neighbour.fleetId())).isEqualTo(6);
  }

  @Test
  void theFilesWordIsTakenWhereNoMachineMayBeAsked() {
    harness.region().faults().refuse(ATTRIBUTE);
    SimulatedRun run =
        harness.setUp(spec("Plates").machines(5).jobs(3).jobDuration(Duration.ofHours(4)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(25));

    assertThat(fleet().ownership()).isEqualTo(Ownership.UNPROVEN);
    assertThat(harness.status("Plates").warnings())
        .anyMatch(it -> it.contains("does not say whose it is"));
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).isNotEmpty();

    harness.region().faults().allow(ATTRIBUTE);
    harness.pass(Duration.ofMinutes(70));

    assertThat(harness.status("Plates").warnings()).isEmpty();
  }

  @Test
  void aForgottenFleetOfTheRunIsCancelledAndNobodyElses() {
    SimulatedRun neighbour = harness.setUp(spec("Cells").machines(1).jobs(200));
    SimulatedRun run = harness.setUp(spec("Plates").machines(2).jobs(2));
    List<String> known = run.fleetIds();
    String forgotten = run.startAnotherFleet(1);
    harness.watch(request(run, known));

    MonitorReport report = Ending.within(harness, Duration.ofHours(4), "Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.fleetState(harness.region(), forgotten)).startsWith("cancelled");
    assertThat(Observed.fleetState(harness.region(), neighbour.fleetId())).isEqualTo("active");
  }

  @Test
  void aForgottenFleetThatIsBetweenTwoMachinesIsWaitedFor() {
    SimulatedRun run = harness.setUp(spec("Plates").machines(2).jobs(2));
    List<String> known = run.fleetIds();
    String forgotten = run.startAnotherFleet(1);
    run.limitCapacity(0);
    harness.watch(request(run, known));
    run.drain();
    harness.passUntil("Plates", Duration.ofHours(1), it -> it.phase() == Phase.VERIFYING);

    harness.pass(Duration.ofMinutes(5));
    assertThat(harness.status("Plates").phase()).isEqualTo(Phase.VERIFYING);
    run.limitCapacity(1);
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(30), "Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.fleetState(harness.region(), forgotten)).startsWith("cancelled");
    assertThat(report.warnings()).isEmpty();
  }

  /** It may be anybody's: it is told of, but keeps no run from its end. */
  @Test
  void aFleetOfWhichNobodyCanTellWhoseItIsIsWarnedOf() {
    SimulatedRun run = harness.setUp(spec("Plates").machines(2).jobs(2));
    List<String> known = run.fleetIds();
    String unclear = run.startAnotherFleet(1);
    String launchesNothing = run.startAnotherFleet(0);
    run.limitCapacity(0);
    harness.watch(request(run, known));
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(1), "Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(report.warnings()).singleElement().asString().contains(unclear);
    assertThat(Observed.fleetState(harness.region(), launchesNothing)).isEqualTo("active");
    assertThat(Observed.changes(harness.region()))
        .noneMatch(change -> change.contains(unclear) || change.contains(launchesNothing));
  }

  private FleetSighting fleet() {
    return harness.status("Plates").fleets().get(0).sighting();
  }

  private static MonitorRequest request(SimulatedRun run, List<String> fleetIds) {
    return new MonitorRequest(Runs.of(run), fleetIds, false, 1, Timing.standard(), "1", null);
  }

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app)
        .userDataShown(false)
        .jobDuration(Duration.ofMinutes(30))
        .visibilityTimeout(Duration.ofHours(9));
  }
}
