package org.distributedmonitor.scenarios.histories;

import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes the histories that are kept for the version under development, in the place of those that
 * were written for it before. Its name keeps it out of every build: it runs when it is asked for,
 * {@code -Dtest=RecordHistories}.
 */
@Timeout(60)
class RecordHistories {

  /** All, or the one that {@code -Dhistory=cheapest} names. */
  static List<Scenario> wanted() {
    String only = System.getProperty("history", "");
    return Stream.of(Scenario.values())
        .filter(scenario -> only.isEmpty() || scenario.fileName().equals(only))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("wanted")
  void of(Scenario scenario) throws IOException {
    Path directory = Files.createDirectories(SavedHistories.underDevelopment());
    try (MonitorHarness harness = scenario.harness()) {
      scenario.play(harness);
      List<WorkflowExecutionHistory> executions = scenario.histories(harness);
      forget(directory, scenario);
      for (int i = 0; i < executions.size(); i++) {
        String part = executions.size() == 1 ? "" : "." + (i + 1);
        Path file = directory.resolve(scenario.fileName() + part + ".json");
        Files.writeString(file, executions.get(i).toJson(false) + "\n");
      }
    }
  }

  private static void forget(Path directory, Scenario scenario) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(scenario::isIn).toList()) {
        Files.delete(file);
      }
    }
  }
}
