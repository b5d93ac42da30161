package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An alarm of the queue has the monitor read it at once, beside the watch. */
@Timeout(60)
class ReadQueueNowTest {

  private static final String APP = "Plates";
  private static final String READ = "sqs:GetQueueAttributes";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void aBurstOfOrdersMakesOneReadingAtOnce() {
    watchLongRun();
    Instant from = harness.now();
    long before = harness.region().calls().count(READ);

    for (int i = 0; i < 20; i++) {
      ask();
    }
    harness.pass(Duration.ofSeconds(5));

    assertThat(harness.region().calls().count(READ)).isEqualTo(before + 1);
    assertThat(harness.status(APP).queue().at()).isBetween(from, from.plusSeconds(5));
  }

  @Test
  void aLaterOrderReadsAgainAndTheWatchGoesOn() {
    watchLongRun();
    ask();
    harness.pass(Duration.ofSeconds(35));
    Instant from = harness.now();

    ask();
    harness.pass(Duration.ofSeconds(5));

    assertThat(harness.status(APP).queue().at()).isBetween(from, from.plusSeconds(5));
    harness.pass(Duration.ofMinutes(10));
    assertThat(harness.region().calls().of(READ))
        .filteredOn(call -> call.at().isAfter(from.plusSeconds(5)))
        .hasSizeBetween(9, 12);
  }

  /** All that the watch reads is zeros, and the next look would confirm that nothing is left. */
  @Test
  void aReadingThatSaysOtherwiseBreaksTheRowOfEmptyLooks() {
    watchLongRun();
    zeros(harness.now(), harness.now().plusSeconds(75));
    MonitorStatus confirming =
        harness.passUntil(APP, Duration.ofMinutes(3), s -> s.phase() == Phase.CONFIRMING);
    Instant truth = confirming.queue().since().plusSeconds(113);
    zeros(harness.now(), truth);
    zeros(truth.plusSeconds(4), truth.plus(Duration.ofMinutes(5)));
    harness.pass(Duration.between(harness.now(), truth.plusSeconds(2)));

    ask();
    harness.pass(Duration.ofSeconds(100));

    assertThat(harness.status(APP).phase()).isEqualTo(Phase.CONFIRMING);
    assertThat(harness.status(APP).queue().since()).isAfter(truth);
  }

  @Test
  void anEmptyReadingIsConfirmedAsAnyOther() {
    SimulatedRun run = watchLongRun();
    harness.pass(Duration.ofSeconds(10));
    run.drain();

    ask();
    harness.pass(Duration.ofSeconds(2));

    MonitorStatus status = harness.status(APP);
    assertThat(status.queue().situation()).isEqualTo(QueueSituation.EMPTY);
    assertThat(status.phase()).isEqualTo(Phase.CONFIRMING);
    harness.pass(Duration.ofSeconds(110));
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.CONFIRMING);
    harness.pass(Duration.ofSeconds(40));
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.CLEANING_UP);
  }

  @Test
  void aRefusedReadingIsTheWatchsToTell() {
    harness.region().faults().refuse(READ);
    SimulatedRun run = longRun();
    harness.watch(run);
    harness.pass(Duration.ofMinutes(3));

    ask();
    harness.pass(Duration.ofMinutes(2));

    assertThat(harness.status(APP).phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    harness.region().faults().allow(READ);
    harness.passUntil(APP, Duration.ofMinutes(5), it -> it.phase() == Phase.WATCHING);
  }

  @Test
  void itDoesNothingWhileTheRunIsCleanedUpAndAfter() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(4));
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(run);
    harness.passUntil(
        APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION && !s.steps().isEmpty());
    long before = harness.region().calls().count(READ);

    ask();
    harness.pass(Duration.ofMinutes(5));

    assertThat(harness.region().calls().count(READ)).isEqualTo(before);
    harness.region().faults().allow("sqs:DeleteQueue");
    Ending.within(harness, Duration.ofHours(2), APP);
  }

  private SimulatedRun watchLongRun() {
    SimulatedRun run = longRun();
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5).plusSeconds(20));
    return run;
  }

  private SimulatedRun longRun() {
    return harness.setUp(
        RunSpec.builder(APP)
            .machines(4)
            .jobs(40)
            .jobDuration(Duration.ofDays(1))
            .visibilityTimeout(Duration.ofDays(2)));
  }

  private void zeros(Instant from, Instant to) {
    harness.region().faults().queueCounts(from, to, real -> QueueCounts.ZERO);
  }

  private void ask() {
    harness
        .client()
        .newUntypedWorkflowStub(TemporalNames.workflowId(APP))
        .signal(TemporalNames.READ_QUEUE_SIGNAL);
  }
}
