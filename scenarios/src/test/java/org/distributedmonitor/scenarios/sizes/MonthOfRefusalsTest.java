package org.distributedmonitor.scenarios.sizes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.testkit.LargestRun.ALARMS;
import static org.distributedmonitor.testkit.LargestRun.APP;
import static org.distributedmonitor.testkit.LargestRun.CHANGES;
import static org.distributedmonitor.testkit.LargestRun.MACHINES;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.LargestRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.Told;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A month in which nothing of the largest run may be removed, and nobody does anything about it.
 * What the monitor carries and tells does not grow meanwhile; the harness fails whatever is larger
 * than it ever may be.
 */
@Tag("slow")
@Timeout(300)
class MonthOfRefusalsTest {

  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Tries are 24 times as far apart as they usually are, so that the month takes half a minute:
   * each time ten thousand alarms are listed, and they would be 9,000 times.
   */
  private static final Timing RARE =
      new Timing(null, DAY, DAY, null, Duration.ZERO, Duration.ofSeconds(60), null, false)
          .retryingEvery(DAY);

  /** A server suggests it after ten times as many. */
  private static final int EVENTS = 400;

  /** Of a count of tries, and of an instant's fraction. */
  private static final int SOME_DIGITS = 100;

  /** What each execution was begun with, in bytes. */
  private final Map<String, Integer> carried = new LinkedHashMap<>();

  @RegisterExtension final MonitorHarness harness = MonitorHarness.continuingAfter(EVENTS);
  private final SimulatedRun run = harness.setUp(largest());

  @BeforeEach
  void begin() {
    harness.pass(Duration.ofMinutes(15));
    CHANGES.forEach(harness.region().faults()::refuse);
  }

  @Test
  void nothingGrowsWhileNothingMayBeRemoved() {
    assertThat(Observed.alive(run)).hasSize(MACHINES);
    assertThat(Observed.alarms(harness.region(), APP + "_i-")).hasSize(ALARMS);
    harness.watch(rarely());
    harness.pass(Duration.ofMinutes(1));
    run.drain();

    live(2);
    int early = carried();
    MonitorStatus before = harness.status(APP);
    live(28);
    MonitorStatus after = harness.status(APP);

    assertThat(carried).hasSizeGreaterThan(10);
    assertThat(carried()).isLessThanOrEqualTo(early + SOME_DIGITS);
    assertThat(after.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertLeft(after, Kind.MACHINE, MACHINES);
    assertLeft(after, Kind.ALARM, ALARMS);
    assertThat(sinceWhen(after)).isNotEmpty().isEqualTo(sinceWhen(before));
    endsWellWhenAllowed();
  }

  private static void assertLeft(MonitorStatus status, Kind kind, int count) {
    assertThat(Told.count(status.leftovers(), kind)).isEqualTo(count);
    assertThat(Told.names(status.leftovers(), kind)).hasSize(Leftover.MOST_NAMED);
  }

  private void endsWellWhenAllowed() {
    CHANGES.forEach(harness.region().faults()::allow);
    assertThat(harness.monitor(APP).retryBlocked().accepted()).isTrue();

    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(Observed.alive(run)).isEmpty();
    assertThat(Observed.alarms(harness.region(), APP)).isEmpty();
  }

  private void live(int days) {
    for (int day = 0; day < days; day++) {
      harness.pass(DAY);
      carried.put(harness.execution(APP).getRunId(), carried());
    }
  }

  /** What the newest execution was begun with, in bytes. */
  private int carried() {
    return harness
        .client()
        .fetchHistory(TemporalNames.workflowId(APP))
        .getEvents()
        .get(0)
        .getWorkflowExecutionStartedEventAttributes()
        .getInput()
        .getSerializedSize();
  }

  private static Map<String, Instant> sinceWhen(MonitorStatus status) {
    return status.problems().stream().collect(Collectors.toMap(Problem::what, Problem::since));
  }

  private MonitorRequest rarely() {
    return new MonitorRequest(Runs.of(run), run.fleetIds(), false, 1, RARE, "start", null);
  }

  /**
   * The machines have work for longer than a month. In a cluster of its own the monitor would wait
   * for the machines to leave it, with a hundred pages at each look.
   */
  private static RunSpec.Builder largest() {
    return LargestRun.spec(Duration.ofDays(60));
  }
}
