package org.distributedmonitor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerMainTest {

  @Test
  void takesNoArguments() {
    assertThat(WorkerMain.run(new String[] {"--help"}, Map.of())).isZero();
    assertThat(WorkerMain.run(new String[] {"--version"}, Map.of())).isZero();
    assertThat(WorkerMain.run(new String[] {"start"}, Map.of())).isEqualTo(2);
  }

  @Test
  void servesTheUsualTaskQueueUnlessToldOtherwise() throws WorkerConfig.Invalid {
    assertThat(WorkerConfig.from(Map.of()).taskQueue()).isEqualTo("distributed-monitor");
    assertThat(WorkerConfig.from(Map.of("MONITOR_TASK_QUEUE", "lab")).taskQueue()).isEqualTo("lab");
  }

  @Test
  void namesEveryFaultAtOnce() {
    Map<String, String> env = Map.of("MONITOR_TASK_QUEUE", "lab ", "TEMPORAL_ADDRESS", "temporal");

    assertThatThrownBy(() -> WorkerConfig.from(env))
        .hasMessageContaining("MONITOR_TASK_QUEUE is \"lab \"")
        .hasMessageContaining("TEMPORAL_ADDRESS is \"temporal\"");
    assertThat(WorkerMain.run(new String[0], env)).isEqualTo(2);
  }
}
