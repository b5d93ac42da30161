package org.distributedmonitor.worker.logs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeExportTasksResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** The export tasks of the account, and which of them are the order's. */
record ExportTasks(ExportOrder order, List<ExportTask> all) {

  static final String COMPLETED = "COMPLETED";

  private static final Set<String> FAILED = Set.of("FAILED", "CANCELLED");
  private static final Set<String> ACTIVE = Set.of("PENDING", "RUNNING", "PENDING_CANCEL");
  private static final String RETRY = " retry ";
  private static final int PAGE = 50;

  /** Every task: which of them are active is seen here, as not every server filters by status. */
  static ExportTasks list(CloudWatchLogsClient logs, ExportOrder order) {
    List<DescribeExportTasksResponse> pages =
        Pages.all(
            token ->
                AwsFailures.call(
                    "logs:DescribeExportTasks",
                    () -> logs.describeExportTasks(b -> b.limit(PAGE).nextToken(token))),
            DescribeExportTasksResponse::nextToken);
    return new ExportTasks(
        order, pages.stream().flatMap(page -> page.exportTasks().stream()).toList());
  }

  /** One task by its id; empty when it is not known (any more). */
  static Optional<ExportTask> byId(CloudWatchLogsClient logs, String id) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return AwsFailures.unlessGone(
            "logs:DescribeExportTasks",
            Gone.EXPORT_TASK,
            () -> logs.describeExportTasks(b -> b.taskId(id)))
        .flatMap(answer -> answer.exportTasks().stream().findFirst());
  }

  /** The order's task that has completed, or else its newest one. */
  Optional<ExportTask> ours() {
    List<ExportTask> named = all.stream().filter(this::isOurs).toList();
    Optional<ExportTask> completed =
        named.stream().filter(task -> COMPLETED.equals(status(task))).findFirst();
    return completed.isPresent()
        ? completed
        : named.stream().max(Comparator.comparingInt(task -> retryOf(task.taskName())));
  }

  /** A task of somebody else that has AWS's one place. */
  Optional<ExportTask> inTheWay() {
    return all.stream().filter(task -> ACTIVE.contains(status(task))).findFirst();
  }

  /** The name of the next task: the plain one first, then numbered ones. */
  String nextName() {
    return ours()
        .map(last -> baseName() + RETRY + (retryOf(last.taskName()) + 1))
        .orElse(baseName());
  }

  static boolean failed(ExportTask task) {
    return FAILED.contains(status(task));
  }

  static String status(ExportTask task) {
    return task.status() == null ? "" : String.valueOf(task.status().codeAsString());
  }

  private boolean isOurs(ExportTask task) {
    return order.group().equals(task.logGroupName())
        && task.taskName() != null
        && retryOf(task.taskName()) >= 0;
  }

  /** 0 for the plain name, the number of a retry, -1 for a stranger's name. */
  private int retryOf(String name) {
    if (name.equals(baseName())) {
      return 0;
    }
    String start = baseName() + RETRY;
    String number = name.startsWith(start) ? name.substring(start.length()) : "";
    return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : -1;
  }

  private String baseName() {
    return order.run().exportTaskName(order.group());
  }
}
