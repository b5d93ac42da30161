package org.distributedmonitor.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void needNoMoreThanABucket() {
    assertThat(Settings.from(Map.of("MONITOR_BUCKET", "bucket-name")))
        .isEqualTo(
            new Settings(new MonitorFolder("bucket-name", "monitors/"), "distributed-monitor"));
  }

  @Test
  void areTakenAsTheyAreSet() {
    Map<String, String> env =
        Map.of(
            "MONITOR_BUCKET", "bucket-name",
            "MONITOR_PREFIX", "lab/monitors/",
            "MONITOR_TASK_QUEUE", "lab");

    assertThat(Settings.from(env))
        .isEqualTo(new Settings(new MonitorFolder("bucket-name", "lab/monitors/"), "lab"));
  }

  @Test
  void nameEveryFaultAtOnce() {
    Map<String, String> env =
        Map.of(
            "MONITOR_BUCKET", "s3://bucket-name",
            "MONITOR_PREFIX", "monitors",
            "MONITOR_TASK_QUEUE", "lab ");

    assertThatThrownBy(() -> Settings.from(env))
        .hasMessage(
            "The function is not set up: MONITOR_BUCKET is \"s3://bucket-name\", it has to be the"
                + " name of an S3 bucket: 3 to 63 small letters, digits, . and -; MONITOR_PREFIX is"
                + " \"monitors\", it has to be a path with / at its end and none at its beginning;"
                + " MONITOR_TASK_QUEUE is \"lab \", it has to be a name without spaces around it.");
  }

  @Test
  void includeWhereTemporalIs() {
    assertThatThrownBy(() -> TemporalConnection.of(Map.of(), "a-queue"))
        .hasMessageContaining("TEMPORAL_ADDRESS is not set");
  }
}
