package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * SQS tells counts that are wrong for a minute or two, at every moment relative to what the monitor
 * does, while more jobs remain than machines: the lie comes a little later with each tick.
 */
@Timeout(60)
class LyingCountsTest {

  private static final Duration ZEROS_FOR = Duration.ofSeconds(110);
  private static final Duration LOW_FOR = Duration.ofSeconds(60);
  private static final UnaryOperator<QueueCounts> ZEROS = real -> QueueCounts.ZERO;
  private static final UnaryOperator<QueueCounts> LOW = real -> real.times(0.1);

  private static final int MACHINES = 16;
  private static final int STEP_SECONDS = 5;
  private static final Duration TICK = Duration.ofMinutes(10);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private SimulatedRun run;

  @Test
  void zerosAroundScaleDownAndSweepChangeNothing() {
    lieAroundEachTick(ZEROS_FOR, ZEROS);
  }

  @Test
  void countsNinetyPercentTooLowAroundScaleDownAndSweepChangeNothing() {
    lieAroundEachTick(LOW_FOR, LOW);
  }

  @Test
  void zerosAroundTheCheapestInstantLeaveOneMachineAndNothingElseChanged() {
    lieAroundEachCheapestInstant(ZEROS_FOR, ZEROS);
  }

  @Test
  void countsTooLowAroundTheCheapestInstantLeaveOneMachineAndNothingElseChanged() {
    lieAroundEachCheapestInstant(LOW_FOR, LOW);
  }

  /** A sweep is due with each scale-down. */
  private void lieAroundEachTick(Duration lasting, UnaryOperator<QueueCounts> lie) {
    run = setUp(MACHINES);
    Instant tick = harness.now();
    for (int offset : offsets(lasting, STEP_SECONDS)) {
      tick = tick.plus(TICK);
      lieFrom(tick.plusSeconds(offset), lasting, lie);
    }
    harness.watch(request(false));

    harness.pass(Duration.between(harness.now(), tick.plus(TICK)));

    assertThat(Observed.changes(harness.region())).isEmpty();
    assertThat(Observed.target(harness.region(), run.fleetId())).isEqualTo(MACHINES);
    assertThat(harness.status("Plates").phase()).isEqualTo(Phase.WATCHING);
  }

  /** Every fleet has its own cheapest instant, fifteen minutes after it was handed over. */
  private void lieAroundEachCheapestInstant(Duration lasting, UnaryOperator<QueueCounts> lie) {
    run = setUp(4);
    harness.watch(request(true));
    boolean first = true;
    for (int offset : offsets(lasting, 2 * STEP_SECONDS)) {
      if (!first) {
        run.startAnotherFleet(4);
        harness.monitor("Plates").register(request(true));
      }
      first = false;
      Instant cheapest = harness.now().plus(Duration.ofMinutes(15));
      lieFrom(cheapest.plusSeconds(offset), lasting, lie);
      harness.pass(Duration.ofMinutes(5));
    }
    harness.pass(Duration.ofMinutes(30));

    for (String fleet : run.fleetIds()) {
      boolean kept = fleet.equals(run.fleetIds().get(0));
      assertThat(Observed.targetsGiven(harness.region(), fleet)).containsExactly(kept ? 1 : 0);
    }
    assertThat(Observed.changes(harness.region()))
        .hasSameSizeAs(run.fleetIds())
        .allMatch(change -> change.startsWith("ec2:ModifySpotFleetRequest"));
    assertThat(Observed.alive(run)).hasSize(4 * run.fleetIds().size());
  }

  private SimulatedRun setUp(int machines) {
    return harness.setUp(
        RunSpec.builder("Plates")
            .machines(machines)
            .jobs(100)
            .jobDuration(Duration.ofHours(11))
            .visibilityTimeout(Duration.ofHours(12)));
  }

  /** The service has no tasks for the machines of further fleets: these are left alone, too. */
  private MonitorRequest request(boolean cheapest) {
    Timing timing = new Timing(null, null, TICK, null, null, null, null, false);
    String start = "start of " + run.fleetIds();
    return new MonitorRequest(Runs.of(run), run.fleetIds(), cheapest, 1, timing, start, null);
  }

  private void lieFrom(Instant from, Duration lasting, UnaryOperator<QueueCounts> lie) {
    harness.region().faults().queueCounts(from, from.plus(lasting), lie);
  }

  /** Where lies begin, in seconds from the instant: from well before it until well after. */
  private static int[] offsets(Duration lasting, int step) {
    int first = -(int) lasting.toSeconds() - 20;
    return IntStream.iterate(first, offset -> offset <= 20, offset -> offset + step).toArray();
  }
}
