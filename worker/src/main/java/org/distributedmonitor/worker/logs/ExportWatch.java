package org.distributedmonitor.worker.logs;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.SoftFailures;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** Looks at an export task: one call instead of a listing. */
final class ExportWatch {

  /** An export takes seconds for a small group and hours for a large one. */
  private static final Duration WHILE_IT_RUNS = Duration.ofSeconds(10);

  /** AWS ends a task after 24 hours, and its clock may differ from ours. */
  private static final Duration LONGEST_TASK = Duration.ofHours(25);

  private final CloudWatchLogsClient logs;
  private final ExportLookOrder order;
  private final Instant now;

  ExportWatch(CloudWatchLogsClient logs, ExportLookOrder order, Instant now) {
    this.logs = logs;
    this.order = order;
    this.now = now;
  }

  /**
   * How the task stands, once that is worth telling; fails softly until then.
   *
   * @param attempt which look of the order it is, from 1 on: at the first, AWS may not show yet
   *     what it has just begun
   */
  ExportLook look(int attempt) {
    Optional<ExportTask> task = ExportTasks.byId(logs, order.taskId());
    if (task.isPresent()) {
      return look(task.get());
    }
    if (attempt <= 1 && now.isBefore(order.reportAt())) {
      throw goesOn("has begun", order.export().group());
    }
    return ExportLook.over();
  }

  private ExportLook look(ExportTask task) {
    if (ExportTasks.completed(task) || ExportTasks.failed(task)) {
      return ExportLook.over();
    }
    String what = ExportTasks.partOf(order.export(), task).title(order.export());
    if (ExportTasks.ranUntil(task, now).compareTo(LONGEST_TASK) > 0) {
      return ExportLook.stuck(tooLong(what, task));
    }
    if (!now.isBefore(order.reportAt())) {
      return ExportLook.goesOn();
    }
    throw goesOn("is " + ExportTasks.status(task), what);
  }

  private ApplicationFailure goesOn(String how, String what) {
    Duration left = Duration.between(now, order.reportAt());
    return SoftFailures.waiting(
        "The export of " + what + " " + how,
        left.compareTo(WHILE_IT_RUNS) < 0 ? left : WHILE_IT_RUNS);
  }

  private static StepOutcome tooLong(String what, ExportTask task) {
    return StepOutcome.blocked(
        "The export of "
            + what
            + " has been "
            + ExportTasks.status(task)
            + " for more than 24 h, after which AWS ends every export task.",
        "Look at the export task \""
            + task.taskName()
            + "\" in CloudWatch Logs and cancel it if it does not go on; then retry.");
  }
}
