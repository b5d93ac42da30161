package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What days of watching cost, and that nothing is forgotten over them. */
@Tag("slow")
@Timeout(300)
class LongWatchTest {

  private static final long EVENTS_OF_A_DAY = 3_000;
  private static final long CALLS_OF_AN_HOUR = 100;

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void aWeekContinuesAsNewWithAllThatWasKnown() {
    SimulatedRun run = longRun(4);
    harness.watch(
        new MonitorRequest(Runs.of(run), run.fleetIds(), true, 2, Timing.standard(), "1", null));
    harness.pass(Duration.ofMinutes(20));
    WorkflowExecution first = harness.execution("Plates");
    harness.monitor("Plates").hold(Duration.ofDays(30));
    MonitorStatus before = harness.status("Plates");

    harness.pass(Duration.ofDays(7));

    MonitorStatus after = harness.status("Plates");
    assertThat(harness.execution("Plates").getRunId()).isNotEqualTo(first.getRunId());
    assertThat(after.phase()).isEqualTo(Phase.WATCHING);
    assertThat(after.watchedSince()).isEqualTo(before.watchedSince());
    assertThat(after.heldUntil()).isEqualTo(before.heldUntil());
    assertThat(after.cheapest()).isTrue();
    assertThat(after.counts()).isEqualTo(before.counts());
    assertThat(after.mostJobsSeen()).isEqualTo(before.mostJobsSeen()).isPositive();
    assertThat(after.fleets().get(0).knownSince()).isEqualTo(before.fleets().get(0).knownSince());
    assertThat(after.fleets().get(0).cheapestDone()).isTrue();
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(1);
  }

  @Test
  void aWatchedDayIsAtMostThreeThousandEvents() {
    harness.watch(longRun(100));

    harness.pass(Duration.ofDays(1));

    assertThat(harness.historyLength("Plates")).isBetween(500L, EVENTS_OF_A_DAY);
  }

  @Test
  void aWatchedHourIsAtMostAHundredCallsWithAHundredMachines() {
    harness.watch(longRun(100));
    harness.pass(Duration.ofHours(2));

    for (int hour = 0; hour < 5; hour++) {
      Instant from = harness.now();
      harness.pass(Duration.ofHours(1));
      assertThat(harness.region().calls().countSince(from)).isBetween(60L, CALLS_OF_AN_HOUR);
    }
    assertThat(harness.region().calls().count("sqs:GetQueueUrl")).isEqualTo(2);
  }

  /** More jobs than machines for longer than any test. */
  private SimulatedRun longRun(int machines) {
    return harness.setUp(
        RunSpec.builder("Plates")
            .machines(machines)
            .jobs(machines * 3)
            .jobDuration(Duration.ofDays(40))
            .visibilityTimeout(Duration.ofDays(50)));
  }
}
