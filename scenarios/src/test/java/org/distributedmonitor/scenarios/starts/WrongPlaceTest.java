package org.distributedmonitor.scenarios.starts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A monitor file that is not of what is here costs nobody's run. */
@Timeout(60)
class WrongPlaceTest {

  private static final String UNKNOWN_FLEET = "sfr-00000000-0000-4000-8000-000000000000";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun neighbour =
      harness.setUp(
          RunSpec.builder("Plates_2")
              .machines(3)
              .jobs(500)
              .jobDuration(Duration.ofHours(11))
              .visibilityTimeout(Duration.ofHours(12))
              .dashboard(true));

  @BeforeEach
  void begin() {
    harness.pass(Duration.ofMinutes(10));
  }

  @Test
  void namesAccountAndRegionWhenNothingOfTheRunIsThere() {
    String before = everything();

    harness.watch(request(UNKNOWN_FLEET));
    harness.pass(Duration.ofHours(3));

    MonitorStatus status = harness.status("Plates");
    assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(status.problems().toString())
        .contains(harness.region().account())
        .contains(harness.region().region());
    assertThat(Observed.changes(harness.region())).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void doesNotTouchANeighboursFleet() {
    harness.setUp(RunSpec.builder("Plates").machines(2).jobs(0));
    harness.pass(Duration.ofMinutes(5));
    String before = everything();

    watchTheNeighboursFleetInVain(before);
  }

  /** A machine tells whose a fleet is that EC2 does not show, and else a last look at the fleet. */
  @ParameterizedTest
  @CsvSource({"4, true", "12, true", "1000, true", "4, false", "11, false"})
  void doesNotTouchANeighboursFleetThatIsNotShown(int failures, boolean machinesTell) {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(2).jobs(0));
    harness.region().sqs().deleteQueue(b -> b.queueUrl(run.queueUrl()));
    harness.pass(Duration.ofMinutes(5));
    harness.region().calls().clear();
    String before = everything();
    Faults faults = harness.region().faults();
    faults.throttle("ec2:DescribeSpotFleetRequests", failures);
    if (!machinesTell) {
      faults.refuse("ec2:DescribeInstanceAttribute");
    }

    watchTheNeighboursFleetInVain(before);
  }

  @Test
  void leavesANeighboursFleetBesideItsOwnAlone() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(2).jobs(4));
    String before = everything();
    MonitorRequest both = request(run.fleetId(), neighbour.fleetId());

    harness.watch(both);
    harness.report("Plates");

    assertThat(Observed.changes(harness.region()))
        .noneMatch(change -> change.contains(neighbour.fleetId()))
        .noneMatch(change -> change.contains("Plates_2"));
    assertThat(Observed.alive(run)).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  private void watchTheNeighboursFleetInVain(String before) {
    harness.watch(request(neighbour.fleetId()));
    harness.pass(Duration.ofHours(3));

    MonitorStatus status = harness.status("Plates");
    assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(status.problems().toString()).contains(neighbour.fleetId()).contains("Plates_2");
    assertThat(Observed.changes(harness.region())).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  /** Of the neighbour; every job of it lasts longer than any test. */
  private String everything() {
    return harness.region().dump(name -> name.contains("Plates_2") && !name.endsWith(".json"));
  }

  private static MonitorRequest request(String... fleets) {
    Run run =
        new Run(
            "Plates",
            "default",
            "PlatesQueue",
            "simulated-bucket",
            "Plates",
            MonitorHarness.BEGIN,
            true,
            "");
    return new MonitorRequest(run, List.of(fleets), true, 1, Timing.standard(), "1", null);
  }
}
