package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When no job waits any more, fleets are lowered and alarms swept at once and not at a tick. */
@Timeout(60)
class NothingWaitsTest {

  private static final String APP = "Plates";
  private static final String LIST_FLEET = "ec2:DescribeSpotFleetInstances";
  private static final QueueCounts ONE_WAITS = new QueueCounts(1, 5, 0);
  private static final QueueCounts NONE_WAITS = new QueueCounts(0, 5, 0);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run = setUp(10, 7);

  @Test
  void theWatchTellsAndTheIntervalsStartAnew() {
    Instant none = reads(Duration.ofMinutes(14), ONE_WAITS);
    reads(none, Duration.ofHours(2), NONE_WAITS);
    harness.watch(run);
    harness.pass(Duration.ofMinutes(14));
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(6);
    assertThat(deadAlarms()).isEqualTo(7);

    harness.pass(Duration.ofMinutes(3));

    assertThat(deadAlarms()).isZero();
    Instant look = harness.region().calls().of(LIST_FLEET).get(1).at();
    assertThat(look).isBetween(none, none.plusSeconds(65));
    harness.pass(Duration.ofMinutes(9));
    // The workflow's clock stands a few milliseconds behind the call's.
    assertThat(harness.region().calls().of(LIST_FLEET))
        .last()
        .satisfies(call -> assertThat(call.at()).isBetween(look.plusSeconds(599), harness.now()));
    assertThat(harness.region().calls().count(LIST_FLEET)).isEqualTo(3);
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(6, 5);
  }

  /** A single reading lowers nothing; three minutes of them do. */
  @Test
  void theFirstReadingTells() {
    reads(harness.now(), Duration.ofHours(2), NONE_WAITS);
    harness.watch(run);
    harness.pass(Duration.ofMinutes(1));
    assertThat(deadAlarms()).isZero();
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).isEmpty();

    harness.pass(Duration.ofMinutes(2).plusSeconds(30));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(5);
  }

  @Test
  void anAlarmTells() {
    Instant none = reads(Duration.ofMinutes(26).plusSeconds(20), ONE_WAITS);
    reads(none, Duration.ofHours(2), NONE_WAITS);
    harness.watch(run);
    harness.pass(Duration.between(harness.now(), none.plusSeconds(3)));

    harness
        .client()
        .newUntypedWorkflowStub(TemporalNames.workflowId(APP))
        .signal(TemporalNames.READ_QUEUE_SIGNAL);
    harness.pass(Duration.ofSeconds(5));

    assertThat(deadAlarms()).isZero();
    long looks = harness.region().calls().count(LIST_FLEET);
    harness.pass(Duration.ofMinutes(3));
    assertThat(harness.region().calls().count(LIST_FLEET)).isEqualTo(looks + 1);
    harness.pass(Duration.ofMinutes(11));
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(6, 5);
  }

  @Test
  void whileTheRunIsHeldOnlyAlarmsAreSwept() {
    reads(Duration.ofHours(2), NONE_WAITS);
    harness.watch(run);
    harness.monitor(APP).hold(Duration.ofHours(1));

    harness.pass(Duration.ofMinutes(30));

    assertThat(deadAlarms()).isZero();
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).isEmpty();
  }

  @Test
  void aMonitorFileThatIsNotBelievedChangesNothing() {
    SimulatedRun other = harness.setUp(spec("Cells", 2, 0));
    reads(Duration.ofHours(2), NONE_WAITS);
    harness.watch(
        new MonitorRequest(
            Runs.of(run), other.fleetIds(), false, 1, Timing.standard(), "wrong", null));

    harness.pass(Duration.ofMinutes(8));

    assertThat(harness.status(APP).phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(Observed.changes(harness.region())).isEmpty();
  }

  @Test
  void oneJobThatComesAndGoesMakesNoStorm() {
    SimulatedRun large = harness.setUp(spec("Cells", 100, 130));
    flap("CellsQueue", Duration.ofHours(6));
    harness.watch(large);
    harness.pass(Duration.ofHours(2));

    for (int hour = 0; hour < 3; hour++) {
      Instant from = harness.now();
      harness.pass(Duration.ofHours(1));
      assertThat(harness.region().calls().countSince(from)).isBetween(70L, 100L);
    }
    assertThat(harness.region().calls().count(LIST_FLEET)).isLessThan(5 * 9);
  }

  /** Each reading says the other thing than the one before. */
  private void flap(String queue, Duration howLong) {
    Instant end = harness.now().plus(howLong);
    for (Instant at = harness.now(); at.isBefore(end); at = at.plusSeconds(120)) {
      harness
          .region()
          .faults()
          .queueCounts(queue, at, at.plusSeconds(60), real -> new QueueCounts(0, 100, 0))
          .queueCounts(
              queue, at.plusSeconds(60), at.plusSeconds(120), real -> new QueueCounts(1, 100, 0));
    }
  }

  private Instant reads(Duration howLong, QueueCounts counts) {
    return reads(harness.now(), howLong, counts);
  }

  private Instant reads(Instant from, Duration howLong, QueueCounts counts) {
    Instant to = from.plus(howLong);
    harness.region().faults().queueCounts(APP + "Queue", from, to, real -> counts);
    return to;
  }

  private SimulatedRun setUp(int machines, int deadMachines) {
    return harness.setUp(spec(APP, machines, deadMachines));
  }

  private static RunSpec.Builder spec(String app, int machines, int deadMachines) {
    return RunSpec.builder(app)
        .machines(machines)
        .deadMachinesWithAlarms(deadMachines)
        .jobs(3 * machines)
        .jobDuration(Duration.ofDays(1))
        .visibilityTimeout(Duration.ofDays(2));
  }

  private long deadAlarms() {
    return Observed.alarms(harness.region(), APP + "_i-").stream()
        .filter(name -> Observed.alive(run).stream().noneMatch(it -> name.endsWith(it.id())))
        .count();
  }
}
