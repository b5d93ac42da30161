package org.distributedmonitor.scenarios.histories;

import io.temporal.common.WorkflowExecutionHistory;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each scenario happens as it says, and what was just written is read again alike. */
@Timeout(60)
class ScenarioTest {

  @ParameterizedTest
  @EnumSource
  void happensAndCanBeReplayed(Scenario scenario) {
    try (MonitorHarness harness = scenario.harness();
        Replay replay = new Replay()) {
      scenario.play(harness);

      for (WorkflowExecutionHistory history : scenario.histories(harness)) {
        replay.of(history);
      }
    }
  }
}
