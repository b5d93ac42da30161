package org.distributedmonitor.scenarios.histories;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionCompletedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionContinuedAsNewEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.testkit.MonitorHarness;

/** The histories that are kept with each release, in {@code src/test/resources/histories}. */
final class SavedHistories {

  /** Maven runs tests in the module's directory. */
  private static final Path DIRECTORY = Path.of("src/test/resources/histories");

  private SavedHistories() {}

  /** Every history of every release, sorted. */
  static List<Path> all() {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WorkflowExecutionHistory read(Path file) {
    try {
      return WorkflowExecutionHistory.fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where those of the version lie that is not released yet. */
  static Path underDevelopment() {
    return DIRECTORY.resolve(System.getProperty("monitor.version").replace("-SNAPSHOT", ""));
  }

  /** The histories of a workflow, from its first execution to its newest. */
  static List<WorkflowExecutionHistory> executions(MonitorHarness harness, String workflowId) {
    List<WorkflowExecutionHistory> executions = new ArrayList<>();
    WorkflowExecutionHistory history = harness.client().fetchHistory(workflowId);
    executions.add(history);
    while (!before(history).isEmpty()) {
      history = harness.client().fetchHistory(workflowId, before(history));
      executions.add(history);
    }
    Collections.reverse(executions);
    return executions.stream()
        .filter(SavedHistories::hasBegun)
        .map(SavedHistories::asOfASchedule)
        .toList();
  }

  /** The next one of a schedule waits for its time before it begins. */
  private static boolean hasBegun(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .anyMatch(HistoryEvent::hasWorkflowTaskCompletedEventAttributes);
  }

  /**
   * The test server has no schedules, and lets a workflow that is repeated by its cron line
   * continue as new where a schedule lets it complete.
   */
  private static WorkflowExecutionHistory asOfASchedule(WorkflowExecutionHistory history) {
    WorkflowExecutionContinuedAsNewEventAttributes end =
        history.getLastEvent().getWorkflowExecutionContinuedAsNewEventAttributes();
    if (started(history).getCronSchedule().isEmpty()) {
      return history;
    }
    History.Builder completed = history.getHistory().toBuilder();
    completed
        .getEventsBuilder(completed.getEventsCount() - 1)
        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED)
        .setWorkflowExecutionCompletedEventAttributes(
            WorkflowExecutionCompletedEventAttributes.newBuilder()
                .setResult(end.getLastCompletionResult())
                .setWorkflowTaskCompletedEventId(end.getWorkflowTaskCompletedEventId()));
    return new WorkflowExecutionHistory(completed.build());
  }

  private static String before(WorkflowExecutionHistory history) {
    return started(history).getContinuedExecutionRunId();
  }

  private static WorkflowExecutionStartedEventAttributes started(WorkflowExecutionHistory history) {
    return history.getEvents().get(0).getWorkflowExecutionStartedEventAttributes();
  }
}
