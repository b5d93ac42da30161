package org.distributedmonitor.worker.logs;

import java.util.List;
import java.util.Optional;
import org.distributedmonitor.cleanup.ExportOrder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** What is to be done next about an export. */
public sealed interface ExportDecision {

  /** Decides by reading only; what is refused is thrown. */
  static ExportDecision of(CloudWatchLogsClient logs, ExportOrder order) {
    return new ExportReading(logs, order).decide();
  }

  /**
   * Nothing is there to be exported.
   *
   * @param why a sentence
   */
  record NothingToExport(String why) implements ExportDecision {}

  /** All of it has been exported, by these tasks. */
  record Exported(List<ExportTask> tasks) implements ExportDecision {}

  /** A task of the order's own has not ended yet. */
  record Underway(ExportPart part, ExportTask task) implements ExportDecision {}

  /**
   * A task is to be started.
   *
   * @param taskName its name
   * @param failed the newest task for that part, which did not complete
   * @param inTheWay another task that has AWS's one place now
   */
  record Due(
      ExportPart part, String taskName, Optional<ExportTask> failed, Optional<ExportTask> inTheWay)
      implements ExportDecision {}
}
