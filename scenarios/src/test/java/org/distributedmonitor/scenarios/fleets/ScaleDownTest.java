package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fleet's target follows the jobs that remain, downwards only, and ends no machine. */
@Timeout(60)
class ScaleDownTest {

  private static final Duration LONG = Duration.ofHours(20);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void followsTheRemainingJobsEachTenMinutesAndEndsNoMachine() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder("Plates").machines(20).jobs(60).jobDuration(Duration.ofMinutes(30)));
    harness.watch(run);

    for (int tick = 1; tick <= 10; tick++) {
      harness.pass(Duration.ofMinutes(10));
      int left = Math.max(1, run.jobsLeft().total());
      harness.pass(Duration.ofSeconds(5));
      int target = Observed.target(harness.region(), run.fleetId());
      // The largest count of the last three minutes: never below what is left.
      assertThat(target).isBetween(Math.min(20, left), Math.min(20, left + 8));
    }

    List<Integer> given = Observed.targetsGiven(harness.region(), run.fleetId());
    assertThat(given).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> b - a);
    assertThat(harness.status("Plates").counts().scaleDowns()).isEqualTo(given.size());
    assertThat(harness.region().happenings())
        .noneMatch(happening -> happening.text().contains("scaled down"));
  }

  @Test
  void keepsAllMachinesOnWhenTheTargetIsLowered() {
    SimulatedRun run = idleRun(RunSpec.builder("Plates").machines(20).jobs(5));
    harness.watch(run);

    harness.pass(Duration.ofMinutes(14));

    assertThat(Observed.target(harness.region(), run.fleetId())).isEqualTo(5);
    assertThat(Observed.alive(run)).hasSize(20);
  }

  @Test
  void neverRaisesWhatAPersonLowered() {
    SimulatedRun run = idleRun(RunSpec.builder("Plates").machines(20).jobs(12));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(11));
    harness
        .region()
        .ec2()
        .modifySpotFleetRequest(
            b ->
                b.spotFleetRequestId(run.fleetId())
                    .targetCapacity(3)
                    .excessCapacityTerminationPolicy("noTermination"));

    run.submitJobs(200);
    harness.pass(Duration.ofMinutes(60));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(12, 3);
  }

  @Test
  void neverGoesBelowTheOnDemandPart() {
    SimulatedRun run = idleRun(RunSpec.builder("Plates").machines(20).onDemandMachines(6).jobs(2));
    harness.watch(run);

    harness.pass(Duration.ofMinutes(31));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(6);
  }

  @Test
  void countsWeightedFleetsInUnits() {
    SimulatedRun run = idleRun(RunSpec.builder("Plates").machines(20).weight(4).jobs(7));
    harness.watch(run);

    harness.pass(Duration.ofMinutes(31));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(28);
  }

  @Test
  void dividesTheJobsByThoseThatAMachineTakes() {
    SimulatedRun run = idleRun(RunSpec.builder("Plates").machines(20).jobs(10));
    harness.watch(
        new MonitorRequest(Runs.of(run), run.fleetIds(), false, 4, Timing.standard(), "1", null));

    harness.pass(Duration.ofMinutes(31));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(3);
  }

  @Test
  void leavesTheTargetWhileConfirmingThatTheQueueIsEmpty() {
    SimulatedRun run = idleRun(RunSpec.builder("Plates").machines(20).jobs(25));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(9));

    run.drain();
    harness.passUntil("Plates", Duration.ofMinutes(3), now -> now.phase() == Phase.CONFIRMING);
    harness.passUntil("Plates", Duration.ofMinutes(5), now -> now.phase() != Phase.CONFIRMING);

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).isEmpty();
  }

  /** Its jobs last longer than any test. */
  private SimulatedRun idleRun(RunSpec.Builder spec) {
    return harness.setUp(spec.jobDuration(LONG).visibilityTimeout(Duration.ofHours(12)));
  }
}
