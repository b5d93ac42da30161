package org.distributedmonitor.worker.monitor;

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
    return executions;
  }

  private static String before(WorkflowExecutionHistory history) {
    WorkflowExecutionStartedEventAttributes started =
        history.getEvents().get(0).getWorkflowExecutionStartedEventAttributes();
    return started.getContinuedExecutionRunId();
  }
}
