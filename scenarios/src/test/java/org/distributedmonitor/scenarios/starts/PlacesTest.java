package org.distributedmonitor.scenarios.starts;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a worker's places are. */
@Timeout(60)
class PlacesTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

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
