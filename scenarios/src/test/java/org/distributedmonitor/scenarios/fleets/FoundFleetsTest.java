package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
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

/** Fleets of the run that nobody hands over are found by their launch user data. */
@Timeout(60)
class FoundFleetsTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  /** The file names the newest fleet only: the older one is in no file any more. */
  @Test
  void theFleetOfAnOverwrittenFileIsFoundAtTheStart() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(2).jobs(24));
    String older = run.fleetId();
    String newer = run.startAnotherFleet(2);
    harness.watch(harness.request(run, List.of(newer)));
    harness.pass(Duration.ofSeconds(10));

    MonitorStatus status = harness.status(APP);
    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(status.fleets()).extracting(FleetRecord::fleetId).containsExactly(newer, older);
    assertThat(status.fleets()).extracting(FleetRecord::found).containsExactly(false, true);
    assertThat(told("Found another fleet of the run, " + older + "; it is watched too."))
        .isEqualTo(1);
    assertEndedWell(run, report);
  }

  @Test
  void aStartClusterInTheMiddleLeavesBothFleetsCancelledWithNothingTyped() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(2).jobs(24));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(25));

    String second = run.startAnotherFleet(3);
    MonitorStatus status =
        harness.passUntil(APP, Duration.ofMinutes(11), it -> it.fleets().size() == 2);
    harness.pass(Duration.ofMinutes(1));

    assertThat(status.fleets().get(1).fleetId()).isEqualTo(second);
    assertThat(harness.status(APP).machines()).isEqualTo(Observed.alive(run).size());
    assertEndedWell(run, Ending.within(harness, Duration.ofHours(3), APP));
    assertThat(harness.region().calls().of(CANCEL))
        .first()
        .satisfies(call -> assertThat(call.resources()).containsAll(run.fleetIds()));
  }

  @Test
  void fleetsOfDifferentWeightsShareTheCutByWhatTheyHold() {
    SimulatedRun run = harness.setUp(longJobs(12, 6));
    String heavy = run.startAnotherFleet(6, 4);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));

    harness.pass(Duration.ofMinutes(12));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetIds().get(0))).containsExactly(4);
    assertThat(Observed.targetsGiven(harness.region(), heavy)).containsExactly(2 * 4);
    assertThat(Observed.alive(run)).hasSize(18);
  }

  @Test
  void cheapestLeavesOneMachineInAllAndGivesTheLateFleetItsFifteenMinutes() {
    SimulatedRun run = harness.setUp(longJobs(5, 60));
    harness.watch(
        new MonitorRequest(Runs.of(run), run.fleetIds(), true, 1, Timing.standard(), "1", null));
    harness.pass(Duration.ofMinutes(31));
    assertThat(Observed.target(harness.region(), run.fleetId())).isEqualTo(1);

    String second = run.startAnotherFleet(4);
    harness.passUntil(APP, Duration.ofMinutes(11), it -> it.fleets().size() == 2);
    Instant found = harness.status(APP).fleets().get(1).knownSince();
    harness.pass(Duration.between(harness.now(), found.plus(Duration.ofMinutes(14))));
    assertThat(Observed.target(harness.region(), second)).isEqualTo(4);
    harness.pass(Duration.ofMinutes(2));

    assertThat(Observed.target(harness.region(), second)).isZero();
    assertThat(Observed.target(harness.region(), run.fleetIds().get(0))).isEqualTo(1);
    assertThat(Observed.alive(run)).hasSize(9);
  }

  @Test
  void strandedMachinesAndDeadAlarmsOfTheFoundFleetAreSeenTo() {
    SimulatedRun run = harness.setUp(longJobs(5, 60));
    String second = run.startAnotherFleet(1);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));

    harness.pass(Duration.ofMinutes(31));

    String machine =
        run.machines().stream()
            .filter(it -> it.fleetId().equals(second))
            .map(SimulatedMachine::id)
            .findFirst()
            .orElseThrow();
    assertThat(Observed.alarms(harness.region(), APP + "_i-")).contains(APP + "_" + machine);
  }

  @Test
  void neighboursFleetsAreNeverTakenIn() {
    SimulatedRun run = harness.setUp(longJobs(2, 4));
    List<SimulatedRun> neighbours =
        List.of(
            harness.setUp(spec("Plates_2", 2, 60)),
            harness.setUp(spec("Plate", 2, 60)),
            harness.setUp(spec("Platesx", 2, 60)),
            harness.setUp(spec("Plates-", 2, 60)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(41));
    run.drain();

    Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(harness.status(APP).fleets())
        .extracting(FleetRecord::fleetId)
        .containsExactly(run.fleetId());
    for (SimulatedRun neighbour : neighbours) {
      assertUntouched(neighbour);
    }
  }

  /** Two people have chosen one name, and each keeps the run's things in a bucket of their own. */
  @Test
  void aNamesakeInAnotherBucketIsNeverTakenIn() {
    SimulatedRun run = harness.setUp(longJobs(2, 4));
    SimulatedRun namesake =
        harness.setUp(
            spec(APP, 2, 60).bucket("another-bucket").queue("AnotherQueue").cluster("another"));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(41));
    run.drain();

    harness.pass(Duration.ofHours(3));

    assertThat(harness.status(APP).fleets())
        .extracting(FleetRecord::fleetId)
        .containsExactly(run.fleetId());
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).startsWith("cancelled");
    assertUntouched(namesake);
  }

  @Test
  void whatAPersonHasCancelledIsSimplyDone() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(2).jobs(24));
    String second = run.startAnotherFleet(2);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofMinutes(12));
    assertThat(harness.status(APP).fleets()).hasSize(2);

    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(b -> b.spotFleetRequestIds(second).terminateInstances(true));

    assertEndedWell(run, Ending.within(harness, Duration.ofHours(3), APP));
    assertThat(harness.status(APP).problems()).isEmpty();
  }

  @Test
  void aFoundFleetThatATagProtectsStays() {
    SimulatedRun run = harness.setUp(longJobs(3, 3));
    String second = run.startAnotherFleet(6);
    Tags.protectInEc2(harness.region(), second);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofMinutes(31));
    MonitorStatus status = harness.status(APP);
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(status.warnings()).anyMatch(it -> it.contains(second + " is protected by its tag"));
    assertThat(Observed.targetsGiven(harness.region(), second)).isEmpty();
    assertThat(Observed.fleetState(harness.region(), second)).isEqualTo("active");
    assertThat(Observed.fleetState(harness.region(), run.fleetIds().get(0)))
        .startsWith("cancelled");
    assertThat(report.leftovers()).isNotEmpty().allMatch(Leftover::kept);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  private long told(String sentence) {
    return harness.status(APP).lastHappenings().stream()
        .filter(it -> it.what().equals(sentence))
        .count();
  }

  private void assertEndedWell(SimulatedRun run, MonitorReport report) {
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(run.jobsDone()).isEqualTo(run.spec().jobs());
    assertThat(run.machines()).noneMatch(SimulatedMachine::alive);
    assertThat(run.fleetIds())
        .allSatisfy(
            id -> assertThat(Observed.fleetState(harness.region(), id)).startsWith("cancelled"));
    assertThat(Observed.alarms(harness.region(), APP)).isEmpty();
  }

  private void assertUntouched(SimulatedRun neighbour) {
    String fleet = neighbour.fleetId();
    assertThat(Observed.fleetState(harness.region(), fleet)).isEqualTo("active");
    assertThat(Observed.targetsGiven(harness.region(), fleet)).isEmpty();
    assertThat(Observed.alive(neighbour)).hasSize(neighbour.spec().machines());
  }

  private static RunSpec.Builder longJobs(int machines, int jobs) {
    return spec(APP, machines, jobs);
  }

  private static RunSpec.Builder spec(String app, int machines, int jobs) {
    return RunSpec.builder(app)
        .machines(machines)
        .jobs(jobs)
        .jobDuration(Duration.ofHours(20))
        .visibilityTimeout(Duration.ofHours(24));
  }
}
