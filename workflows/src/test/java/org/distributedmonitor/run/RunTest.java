package org.distributedmonitor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {

  private static final Run RUN =
      new Run(
          "2021_Project", "default", "Queue", "bucket", "Logs", Instant.ofEpochMilli(5), false, "");

  @ParameterizedTest
  @CsvSource({
    "2021_Project_i-0123456789abcdef0, i-0123456789abcdef0",
    "2021_Project_2_i-0123456789abcdef0,",
    "2021_Project_i-0123456789abcdef0_copy,",
    "2021_Project_i-XYZ,",
    "2021_Projec_i-0123456789abcdef0,",
    "x2021_Project_i-0123456789abcdef0,",
    "2021_Project_,",
    "2021_Project,",
  })
  void knowsItsOwnMachineAlarmsOnly(String alarm, String machine) {
    assertThat(RUN.machineOfAlarm(alarm).orElse(null)).isEqualTo(machine);
  }

  @Test
  void namesWhatDistributedCellProfilerCreates() {
    assertThat(RUN.serviceName()).isEqualTo("2021_ProjectService");
    assertThat(RUN.taskFamily()).isEqualTo("2021_ProjectTask");
    assertThat(RUN.machineName()).isEqualTo("2021_ProjectWorker");
    assertThat(RUN.instanceLogGroup()).isEqualTo("Logs_perInstance");
    assertThat(RUN.exportTaskName("Logs")).isEqualTo("Logs 5");
    assertThat(RUN.queueAlarms())
        .containsExactly(
            "ApproximateNumberOfMessagesVisibleisZero_2021_Project",
            "ApproximateNumberOfMessagesNotVisibleisZero_2021_Project");
  }

  @ParameterizedTest
  @CsvSource({
    "ApproximateNumberOfMessagesVisibleisZero_2021_Project, 2021_Project",
    "ApproximateNumberOfMessagesNotVisibleisZero_2021_Project, 2021_Project",
    "ApproximateNumberOfMessagesVisibleisZero_,",
    "ApproximateNumberOfMessagesVisibleisZero,",
    "approximateNumberOfMessagesVisibleisZero_2021_Project,",
    "Copy_of_ApproximateNumberOfMessagesVisibleisZero_2021_Project,",
    "2021_Project_i-0123456789abcdef0,",
  })
  void isNamedByItsQueueAlarmsOnly(String alarm, String app) {
    assertThat(Run.appOfQueueAlarm(alarm).orElse(null)).isEqualTo(app);
  }
}
