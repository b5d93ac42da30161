package org.distributedmonitor.worker.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.temporal.TemporalNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a worker's places are, and what is said when none was free. */
@Timeout(60)
class PlacesTest {

  private static final String APP = "Plates";

  private MonitorHarness harness;

  @BeforeEach
  void begin() {
    harness = new MonitorHarness();
  }

  @AfterEach
  void end() {
    harness.close();
  }

  @Test
  void neitherTheCancellationNorTheWatchWaitsForAPlaceBehindSlowSteps() {
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(4)));
    harness.report(APP);

    Map<String, Set<String>> taskQueues = activitiesByTaskQueue();

    assertThat(taskQueues)
        .containsEntry("distributed-monitor", Set.of("WatchQueue"))
        .containsEntry(
            "distributed-monitor-urgent", Set.of("CancelFleets", "LookAtQueue", "StopService"))
        .containsOnlyKeys(
            "distributed-monitor", "distributed-monitor-steps", "distributed-monitor-urgent");
  }

  /** Nobody has asked AWS, so that it has not failed to answer; and nobody has to do anything. */
  @Test
  void whatNoWorkerHasTakenUpIsBegunAgainAndIsNoFailure() {
    harness.close();
    AtomicInteger asked = new AtomicInteger();
    harness =
        MonitorHarness.meddledInside(
            new AlteredActivities(
                new AlteredActivities.Change() {
                  @Override
                  public <R> WorkflowOutboundCallsInterceptor.ActivityInput<R> of(
                      WorkflowOutboundCallsInterceptor.ActivityInput<R> activity) {
                    boolean first =
                        activity.getActivityName().equals("DeleteQueue")
                            && asked.incrementAndGet() == 1;
                    return first ? whereNobodyWorks(activity) : activity;
                  }
                }));
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(2).jobs(4)));

    MonitorReport report = harness.report(APP);

    assertThat(asked).hasValueGreaterThan(1);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.happenings())
        .noneMatch(happening -> happening.what().contains("Delete the queue: blocked"));
  }

  private static <R> WorkflowOutboundCallsInterceptor.ActivityInput<R> whereNobodyWorks(
      WorkflowOutboundCallsInterceptor.ActivityInput<R> activity) {
    return new WorkflowOutboundCallsInterceptor.ActivityInput<>(
        activity.getActivityName(),
        activity.getResultClass(),
        activity.getResultType(),
        activity.getArgs(),
        ActivityOptions.newBuilder(activity.getOptions()).setTaskQueue("nobody").build(),
        activity.getHeader());
  }

  private Map<String, Set<String>> activitiesByTaskQueue() {
    Map<String, Set<String>> found = new TreeMap<>();
    harness.client().fetchHistory(TemporalNames.workflowId(APP)).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
        .forEach(scheduled -> add(found, scheduled));
    return found;
  }

  private static void add(
      Map<String, Set<String>> found, ActivityTaskScheduledEventAttributes scheduled) {
    found
        .computeIfAbsent(scheduled.getTaskQueue().getName(), name -> new TreeSet<>())
        .add(scheduled.getActivityType().getName());
  }
}
