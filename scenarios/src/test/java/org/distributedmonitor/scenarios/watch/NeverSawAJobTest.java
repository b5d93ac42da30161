package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long an empty queue has to stay empty where two minutes would be rash. */
@Timeout(60)
class NeverSawAJobTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void waitsThirtyMinutesForTheJobsOfARunJustStarted() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").jobs(0));

    assertThat(confirmedAfter(run)).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(32));
  }

  @Test
  void waitsTenMinutesForTheJobsOfARunStartedLongAgo() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").jobs(0));
    harness.pass(Duration.ofMinutes(61));

    assertThat(confirmedAfter(run)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
  }

  @Test
  void waitsTwoMinutesOnceJobsWereSeen() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").jobs(50));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    run.drain();
    Instant drained = harness.now();

    Instant confirmed = harness.report("Plates").emptyConfirmedAt();

    assertThat(Duration.between(drained, confirmed))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
  }

  @Test
  void waitsTenMinutesWhileDeadLettersGrow() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder("Plates")
                .machines(1)
                .jobs(2)
                .failingJobs(2)
                .maxReceiveCount(1)
                .jobDuration(Duration.ofMinutes(4))
                .visibilityTimeout(Duration.ofMinutes(12)));
    harness.watch(run);

    MonitorReport report = harness.report("Plates");

    Instant empty =
        harness.region().happenings().stream()
            .filter(it -> it.text().contains("moved to DeadMessages"))
            .map(it -> it.at())
            .max(Instant::compareTo)
            .orElseThrow();
    assertThat(Duration.between(empty, report.emptyConfirmedAt()))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
  }

  private Duration confirmedAfter(SimulatedRun run) {
    Instant from = harness.now();
    harness.watch(run);
    return Duration.between(from, harness.report("Plates").emptyConfirmedAt());
  }
}
