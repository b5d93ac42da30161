package org.distributedmonitor.scenarios.retries;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.Meddling;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of this program are said plainly, and do not repeat all their calls for ever. */
@Timeout(60)
class ProgramFaultTest {

  private static final String APP = "Plates";

  @Test
  void aStepWithAFaultIsTriedLessAndLessOftenAndAtOnceOnRetry() {
    Meddling meddling = new Meddling();
    meddling.spoil("DeleteQueue", ProgramFaultTest::nullPointer);
    try (MonitorHarness harness = MonitorHarness.meddledInside(meddling)) {
      harness.watch(harness.setUp(RunSpec.builder(APP)));
      MonitorStatus status =
          harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);
      harness.pass(Duration.ofHours(10));

      List<Meddling.Attempt> attempts = meddling.attemptsOf("DeleteQueue");
      assertThat(status.problems())
          .extracting(Problem::what)
          .anyMatch(
              what ->
                  what.contains(
                      "Delete the queue is blocked: A fault of this program: NullPointerException:"
                          + " queue is null (ProgramFaultTest.java:"));
      // After 1, 2, 5 and 10 minutes, then hourly; each a new activity.
      assertThat(attempts).hasSizeBetween(12, 16).allMatch(attempt -> attempt.number() == 1);

      meddling.mend();
      harness.monitor(APP).retryBlocked();
      assertThat(Ending.within(harness, Duration.ofMinutes(10), APP).verdict())
          .isEqualTo(Verdict.SUCCEEDED);
    }
  }

  @Test
  void theCancellationIsNeverTriedLessOftenThanEveryFiveMinutes() {
    Meddling meddling = new Meddling();
    meddling.spoil("CancelFleets", ProgramFaultTest::nullPointer);
    try (MonitorHarness harness = MonitorHarness.meddledInside(meddling)) {
      harness.watch(harness.setUp(RunSpec.builder(APP)));
      harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.CLEANING_UP);
      int before = meddling.attemptsOf("CancelFleets").size();
      harness.pass(Duration.ofHours(10));

      assertThat(meddling.attemptsOf("CancelFleets").size() - before).isBetween(118, 124);
    }
  }

  @Test
  void theWatchIsNeverTriedLessOftenThanEveryFiveMinutesAndTells() {
    Meddling meddling = new Meddling();
    try (MonitorHarness harness = MonitorHarness.meddledInside(meddling)) {
      SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(200));
      harness.watch(run);
      harness.pass(Duration.ofMinutes(5));
      meddling.spoil("WatchQueue", ProgramFaultTest::nullPointer);
      harness.passUntil(
          APP,
          Duration.ofMinutes(30),
          status ->
              status.problems().stream()
                  .anyMatch(problem -> problem.what().contains("A fault of this program")));
      int before = meddling.attemptsOf("WatchQueue").size();
      harness.pass(Duration.ofHours(10));

      assertThat(meddling.attemptsOf("WatchQueue").size() - before).isBetween(115, 125);
      meddling.mend();
      run.drain();
      assertThat(harness.report(APP).verdict()).isEqualTo(Verdict.SUCCEEDED);
    }
  }

  /** Temporal keeps to itself what goes wrong in a coroutine; the monitor would wait for ever. */
  @Test
  void whatGoesWrongBesideTheMainLineFailsTheWorkflowTask() {
    PlantedFault planted = new PlantedFault();
    try (MonitorHarness harness = MonitorHarness.meddledInside(planted)) {
      harness.watch(harness.setUp(RunSpec.builder(APP)));

      assertThat(harness.report(APP).verdict()).isEqualTo(Verdict.SUCCEEDED);
      assertThat(taskFailures(harness)).anyMatch(message -> message.contains("planted"));
    }
  }

  private static List<String> taskFailures(MonitorHarness harness) {
    return harness.client().fetchHistory(TemporalNames.workflowId(APP)).getEvents().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .map(ProgramFaultTest::messages)
        .toList();
  }

  private static String messages(HistoryEvent event) {
    return event.getWorkflowTaskFailedEventAttributes().getFailure().toString();
  }

  private static RuntimeException nullPointer() {
    return new NullPointerException("queue is null");
  }

  /** In the workflow, where a step asks for its activity; a mended worker comes soon after. */
  private static final class PlantedFault extends WorkerInterceptorBase {
    private final AtomicInteger tasks = new AtomicInteger();

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
      return new WorkflowInboundCallsInterceptorBase(next) {
        @Override
        public void init(WorkflowOutboundCallsInterceptor outbound) {
          super.init(
              new WorkflowOutboundCallsInterceptorBase(outbound) {
                @Override
                public <R> ActivityOutput<R> executeActivity(ActivityInput<R> asked) {
                  if (asked.getActivityName().equals("DeleteService")
                      && tasks.incrementAndGet() <= 2) {
                    throw new IllegalStateException("planted");
                  }
                  return super.executeActivity(asked);
                }
              });
        }
      };
    }
  }
}
