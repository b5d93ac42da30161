package org.distributedmonitor.testkit.region;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.testkit.MonitorHarness;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** Exports of log groups, of which AWS runs one at a time. */
public final class Exports {

  private static final String STRANGER = "stranger";

  private Exports() {}

  /** Somebody else's export that begins now and takes this long. */
  public static void aStrangers(MonitorHarness harness, Duration time) {
    harness.region().logs().createLogGroup(b -> b.logGroupName(STRANGER));
    harness.region().faults().exportsTake(time);
    harness
        .region()
        .logs()
        .createExportTask(
            b ->
                b.taskName(STRANGER)
                    .logGroupName(STRANGER)
                    .from(0L)
                    .to(harness.now().toEpochMilli() + 1)
                    .destination("simulated-bucket")
                    .destinationPrefix(STRANGER));
    harness.pass(Duration.ofSeconds(20));
    harness.region().settle();
    harness.region().faults().exportsTake(null);
  }

  public static List<ExportTask> of(MonitorHarness harness, String group) {
    return harness.region().logs().describeExportTasks(b -> b.limit(50)).exportTasks().stream()
        .filter(task -> task.logGroupName().equals(group))
        .toList();
  }
}
