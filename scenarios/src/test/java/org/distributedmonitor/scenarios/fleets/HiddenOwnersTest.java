package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other fleets are looked for where EC2 hides whose they are, or refuses to tell. */
@Tag("slow")
@Timeout(300)
class HiddenOwnersTest {

  private static final String APP = "Plates";
  private static final String ATTRIBUTE = "ec2:DescribeInstanceAttribute";
  private static final String LIST = "ec2:DescribeSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void aMachineOfEachOtherFleetIsAskedOnceInTheLifeOfAMonitor() {
    harness.setUp(hidden("Plates_2", 2));
    harness.setUp(hidden("Plate", 2));
    SimulatedRun run = harness.setUp(hidden(APP, 2));
    String second = run.startAnotherFleet(3);
    harness.pass(Duration.ofMinutes(5));
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofMinutes(1));

    assertThat(fleets()).containsExactly(run.fleetIds().get(0), second);
    assertThat(harness.status(APP).fleets())
        .extracting(fleet -> fleet.sighting().ownership())
        .containsOnly(Ownership.OURS);
    assertThat(harness.region().calls().count(ATTRIBUTE)).isEqualTo(4);
    String first = harness.execution(APP).getRunId();
    harness.pass(Duration.ofDays(5));

    assertThat(harness.execution(APP).getRunId()).isNotEqualTo(first);
    assertThat(harness.region().calls().count(ATTRIBUTE)).isEqualTo(4);
    assertThat(fleets()).containsExactly(run.fleetIds().get(0), second);
    assertThat(harness.status(APP).fleets().get(1).found()).isTrue();
    run.drain();
    assertThat(Ending.within(harness, Duration.ofHours(2), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.alive(run)).isEmpty();
  }

  @Test
  void aFleetWithoutMachinesIsAskedWhenItHasOne() {
    SimulatedRun run = harness.setUp(hidden(APP, 2));
    String second = run.startAnotherFleet(3);
    run.limitCapacity(0);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofMinutes(35));
    assertThat(fleets()).containsExactly(run.fleetIds().get(0));

    run.limitCapacity(3);
    harness.passUntil(APP, Duration.ofMinutes(15), it -> it.fleets().size() == 2);

    assertThat(fleets()).containsExactly(run.fleetIds().get(0), second);
  }

  @Test
  void whereNoMachineMayBeAskedNothingIsTakenInAndEverythingElseGoesOn() {
    SimulatedRun run = harness.setUp(hidden(APP, 5).jobs(3));
    harness.pass(Duration.ofMinutes(5));
    harness.region().faults().refuse(ATTRIBUTE);
    run.startAnotherFleet(2);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofMinutes(14));

    MonitorStatus status = harness.status(APP);
    assertThat(fleets()).containsExactly(run.fleetIds().get(0));
    assertThat(status.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains(ATTRIBUTE));
    assertThat(status.phase()).isEqualTo(Phase.WATCHING);
    assertThat(Observed.targetsGiven(harness.region(), run.fleetIds().get(0))).containsExactly(3);

    harness.region().faults().allow(ATTRIBUTE);
    harness.pass(Duration.ofMinutes(11));
    assertThat(fleets()).isEqualTo(run.fleetIds());
    assertThat(harness.status(APP).problems()).isEmpty();
  }

  @Test
  void aRefusedListingIsToldOnceAndStopsNothing() {
    SimulatedRun run = harness.setUp(longRun(APP, 2));
    harness.region().faults().refuse(LIST);
    run.startAnotherFleet(2);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofMinutes(35));

    assertThat(harness.status(APP).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains(LIST));
    harness.region().faults().allow(LIST);
    harness.pass(Duration.ofMinutes(11));
    assertThat(fleets()).isEqualTo(run.fleetIds());
    assertThat(harness.status(APP).problems()).isEmpty();
    run.drain();
    Ending.within(harness, Duration.ofHours(2), APP);
    assertThat(Observed.alive(run)).isEmpty();
  }

  @Test
  void everyPageOfTheListingIsRead() {
    harness.region().faults().pages(2, "");
    for (int i = 0; i < 6; i++) {
      harness.setUp(longRun("Other" + i, 1));
    }
    SimulatedRun run = harness.setUp(longRun(APP, 1));
    run.startAnotherFleet(1);
    run.startAnotherFleet(1);
    harness.watch(harness.request(run, List.of(run.fleetId())));
    harness.pass(Duration.ofSeconds(30));

    assertThat(fleets()).containsExactlyInAnyOrderElementsOf(run.fleetIds());
  }

  /** A hundred machines and one fleet more: each further fleet may cost twelve. */
  @Test
  void aWatchedHourStaysWithinItsCalls() {
    for (int i = 0; i < 12; i++) {
      harness.setUp(hidden("Other" + i, 1));
    }
    harness.setUp(hidden("Waiting", 1)).limitCapacity(0);
    SimulatedRun run = harness.setUp(longRun(APP, 100).jobs(300).serviceTasks(120));
    run.startAnotherFleet(20);
    harness.watch(harness.request(run, List.of(run.fleetIds().get(0))));
    harness.pass(Duration.ofHours(2));
    assertThat(fleets()).isEqualTo(run.fleetIds());

    for (int hour = 0; hour < 3; hour++) {
      Instant from = harness.now();
      harness.pass(Duration.ofHours(1));
      assertThat(harness.region().calls().countSince(from)).isBetween(60L, 112L);
    }
  }

  private List<String> fleets() {
    return harness.status(APP).fleets().stream().map(FleetRecord::fleetId).toList();
  }

  private static RunSpec.Builder hidden(String app, int machines) {
    return longRun(app, machines).userDataShown(false);
  }

  private static RunSpec.Builder longRun(String app, int machines) {
    return RunSpec.builder(app)
        .machines(machines)
        .jobs(60)
        .jobDuration(Duration.ofDays(40))
        .visibilityTimeout(Duration.ofDays(50));
  }
}
