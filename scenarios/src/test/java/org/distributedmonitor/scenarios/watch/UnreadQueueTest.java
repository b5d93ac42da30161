package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clean-up is ordered before anybody was allowed to look at the queue. */
@Timeout(60)
class UnreadQueueTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @ParameterizedTest
  @ValueSource(strings = {"sqs:GetQueueUrl", "sqs:GetQueueAttributes"})
  void isNamedAndDeletedOnceThatIsAllowed(String operation) {
    harness.region().faults().refuse(operation);
    harness.watch(
        harness.setUp(
            RunSpec.builder(APP)
                .jobs(3)
                .failingJobs(1)
                .maxReceiveCount(1)
                .jobDuration(Duration.ofMinutes(2))));
    harness.pass(Duration.ofMinutes(30));
    harness.monitor(APP).finishNow();
    harness.pass(Duration.ofMinutes(30));

    MonitorStatus status = harness.status(APP);
    assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(status.steps())
        .filteredOn(result -> result.outcome().blocked())
        .extracting(StepResult::step)
        .containsExactly(Step.SAVE_FAILED_JOBS, Step.DELETE_QUEUE);
    assertThat(status.leftovers())
        .singleElement()
        .extracting(Leftover::kind, Leftover::named)
        .containsExactly(Kind.UNSEEN, "the queue");

    harness.region().faults().allow(operation);
    harness.monitor(APP).retryBlocked();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(20), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    assertThat(report.failedJobsFile()).endsWith("/failed-jobs.json");
    assertThat(harness.region().dump((APP + "Queue")::equals)).isEmpty();
  }
}
