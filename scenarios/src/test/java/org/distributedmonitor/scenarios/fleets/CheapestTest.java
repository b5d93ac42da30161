package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cheapest mode asks for one machine, once, and leaves the running ones. */
@Timeout(60)
class CheapestTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run =
      harness.setUp(
          RunSpec.builder("Plates")
              .machines(12)
              .jobs(600)
              .jobDuration(Duration.ofHours(9))
              .visibilityTimeout(Duration.ofHours(12)));

  @Test
  void lowersToOneMachineFifteenMinutesAfterTheStart() {
    harness.watch(cheapest());

    harness.pass(Duration.ofMinutes(14));
    assertThat(target()).isEqualTo(12);
    harness.pass(Duration.ofMinutes(2));
    assertThat(target()).isEqualTo(1);
    assertThat(Observed.alive(run)).hasSize(12);
  }

  @Test
  void lowersAtOnceWhenAskedHoursLater() {
    MonitorWorkflow monitor = harness.watch(run);
    harness.pass(Duration.ofHours(3).plusSeconds(10));
    assertThat(target()).isEqualTo(12);

    monitor.enableCheapestMode();
    monitor.enableCheapestMode();
    harness.pass(Duration.ofSeconds(10));

    assertThat(target()).isEqualTo(1);
    harness.pass(Duration.ofHours(2));
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(1);
  }

  @Test
  void reportsWhatAPersonRaisesLaterAndLeavesIt() {
    harness.watch(cheapest());
    harness.pass(Duration.ofMinutes(20));

    harness
        .region()
        .ec2()
        .modifySpotFleetRequest(b -> b.spotFleetRequestId(run.fleetId()).targetCapacity(8));
    harness.pass(Duration.ofMinutes(40));

    assertThat(target()).isEqualTo(8);
    assertThat(harness.status("Plates").warnings())
        .anyMatch(warning -> warning.contains("raised") && warning.contains(run.fleetId()));
  }

  @Test
  void waitsForTheEndOfAHold() {
    MonitorWorkflow monitor = harness.watch(cheapest());
    harness.pass(Duration.ofMinutes(1));
    assertThat(monitor.hold(Duration.ofHours(1)).accepted()).isTrue();

    harness.pass(Duration.ofMinutes(59));
    assertThat(target()).isEqualTo(12);
    harness.pass(Duration.ofMinutes(3));
    assertThat(target()).isEqualTo(1);
  }

  @Test
  void lowersAFleetThatComesLaterToNothingBesideTheMachineThatIsKept() {
    harness.watch(cheapest());
    harness.pass(Duration.ofMinutes(20));
    String second = run.startAnotherFleet(5);
    harness.monitor("Plates").register(cheapest());

    harness.pass(Duration.ofMinutes(14));
    assertThat(Observed.target(harness.region(), second)).isEqualTo(5);
    harness.pass(Duration.ofMinutes(2));

    assertThat(Observed.target(harness.region(), second)).isZero();
    assertThat(Observed.target(harness.region(), run.fleetIds().get(0))).isEqualTo(1);
  }

  private int target() {
    return Observed.target(harness.region(), run.fleetId());
  }

  private MonitorRequest cheapest() {
    return new MonitorRequest(
        Runs.of(run),
        run.fleetIds(),
        true,
        1,
        Timing.standard(),
        "start of " + run.fleetIds(),
        null);
  }
}
