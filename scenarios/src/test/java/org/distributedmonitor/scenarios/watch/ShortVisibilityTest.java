package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that take longer than the queue hides them reach the dead letters while machines work. */
@Timeout(60)
class ShortVisibilityTest {

  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void machinesFinishTheirJobsThoughTheQueueReadsEmpty(long seed) {
    try (MonitorHarness harness = new MonitorHarness(seed)) {
      SimulatedRun run = harness.setUp(shortOfTime());
      harness.watch(run);

      MonitorStatus confirming =
          harness.passUntil("Plates", Duration.ofMinutes(30), it -> it.phase() == Phase.CONFIRMING);
      assertThat(run.machines()).anyMatch(machine -> machine.alive());
      assertThat(confirming.next())
          .anyMatch(it -> it.what().contains("for 10 min after the last dead letter"));
      assertThat(confirming.warnings())
          .singleElement()
          .asString()
          .matches("[1-3] jobs? went to the dead-letter queue DeadMessages while machines .*")
          .contains("visibility timeout of 2 min (DCP: SQS_MESSAGE_VISIBILITY)");
      Ending.within(harness, Duration.ofHours(2), "Plates");

      assertThat(run.jobsDone()).isEqualTo(3);
    }
  }

  @Test
  void aNeighboursFailuresInASharedDeadLetterQueueDoNotPutTheCleanUpOff() {
    try (MonitorHarness harness = new MonitorHarness()) {
      SimulatedRun run =
          harness.setUp(RunSpec.builder("Plates").machines(3).jobs(6).jobDuration(minutes(10)));
      harness.setUp(
          RunSpec.builder("Cells")
              .machines(20)
              .jobs(2000)
              .failingJobs(2000)
              .maxReceiveCount(1)
              .jobDuration(minutes(3)));
      harness.watch(run);
      harness.passUntil("Plates", Duration.ofHours(2), it -> it.phase() == Phase.CONFIRMING);
      Instant empty = harness.now();

      harness.passUntil("Plates", minutes(16), it -> it.phase() == Phase.CLEANING_UP);
      // The phase is shown when the cancellation is ordered; a worker has to take the order yet.
      harness.pass(minutes(1));

      Instant cancelled =
          harness.region().calls().of(CANCEL).stream().map(Call::at).findFirst().orElseThrow();
      assertThat(cancelled).isBefore(empty.plus(minutes(15)));
    }
  }

  @Test
  void jobsThatSimplyFailAreNotTakenForTimeouts() {
    try (MonitorHarness harness = new MonitorHarness()) {
      SimulatedRun run =
          harness.setUp(
              RunSpec.builder("Plates")
                  .machines(5)
                  .jobs(10)
                  .failingJobs(10)
                  .maxReceiveCount(2)
                  .jobDuration(minutes(5))
                  .visibilityTimeout(minutes(30)));
      harness.watch(run);

      Ending.within(harness, Duration.ofHours(4), "Plates");

      assertThat(harness.status("Plates").warnings()).isEmpty();
    }
  }

  @Test
  void aDeadLetterQueueThatCannotBeReadIsSaidOnce() {
    try (MonitorHarness harness = new MonitorHarness()) {
      SimulatedRun run = harness.setUp(shortOfTime().jobs(50).jobDuration(Duration.ofHours(5)));
      harness.region().sqs().deleteQueue(b -> b.queueUrl(run.deadLetterQueueUrl()));
      harness.pass(minutes(2));
      harness.watch(run);
      harness.pass(minutes(40));

      assertThat(harness.status("Plates").warnings())
          .singleElement()
          .asString()
          .startsWith("The dead-letter queue DeadMessages cannot be read");
    }
  }

  /** Twice as many machines as jobs: the idle ones take what comes back to the queue. */
  private static RunSpec.Builder shortOfTime() {
    return RunSpec.builder("Plates")
        .machines(6)
        .jobs(3)
        .maxReceiveCount(1)
        .jobDuration(minutes(8))
        .visibilityTimeout(minutes(2));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
