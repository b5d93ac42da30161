package org.distributedmonitor.worker.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeExportTasksResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** The export tasks of the account, and which of them are the order's. */
record ExportTasks(ExportOrder order, List<ExportTask> all) {

  private static final String COMPLETED = "COMPLETED";
  private static final Set<String> FAILED = Set.of("FAILED", "CANCELLED");
  private static final Set<String> ACTIVE = Set.of("PENDING", "RUNNING", "PENDING_CANCEL");
  private static final String RETRY = " retry ";
  private static final int PAGE = 50;

  /** AWS ends a task after 24 hours. One that ran nearly as long was ended for that. */
  private static final Duration NEARLY_TOO_LONG = Duration.ofHours(23);

  /** Every task: which of them are active is seen here, as not every server filters by status. */
  static ExportTasks list(CloudWatchLogsClient logs, ExportOrder order) {
    List<DescribeExportTasksResponse> pages =
        Pages.all(
            token -> logs.describeExportTasks(b -> b.limit(PAGE).nextToken(token)),
            DescribeExportTasksResponse::nextToken);
    return new ExportTasks(
        order, pages.stream().flatMap(page -> page.exportTasks().stream()).toList());
  }

  /** One task by its id; empty when it is not known (any more). */
  static Optional<ExportTask> byId(CloudWatchLogsClient logs, String id) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Gone.EXPORT_TASK
        .or(() -> logs.describeExportTasks(b -> b.taskId(id)))
        .flatMap(answer -> answer.exportTasks().stream().findFirst());
  }

  /** What a task of the order exports, by its name. */
  static ExportPart partOf(ExportOrder order, ExportTask task) {
    return ExportPart.days(order).stream()
        .filter(day -> retryOf(day, task) >= 0)
        .findFirst()
        .orElseGet(() -> ExportPart.whole(order));
  }

  /** The task that has completed for this part, or else its newest one. */
  Optional<ExportTask> of(ExportPart part) {
    List<ExportTask> named =
        all.stream()
            .filter(task -> order.group().equals(task.logGroupName()))
            .filter(task -> retryOf(part, task) >= 0)
            .toList();
    Optional<ExportTask> completed = named.stream().filter(ExportTasks::completed).findFirst();
    return completed.isPresent()
        ? completed
        : named.stream().max(Comparator.comparingInt(task -> retryOf(part, task)));
  }

  /** The name of the part's next task: the plain one first, then numbered ones. */
  String nextName(ExportPart part) {
    return of(part)
        .map(last -> part.name() + RETRY + (retryOf(part, last) + 1))
        .orElse(part.name());
  }

  /** A task, of whomever, that has AWS's one place. */
  Optional<ExportTask> inTheWay() {
    return all.stream().filter(task -> ACTIVE.contains(status(task))).findFirst();
  }

  static boolean completed(ExportTask task) {
    return COMPLETED.equals(status(task));
  }

  static boolean failed(ExportTask task) {
    return FAILED.contains(status(task));
  }

  /** Whether a failed task is better cut into days; a cancelled one is only started anew. */
  static boolean tooBig(ExportTask task) {
    return status(task).equals("FAILED")
        || (failed(task)
            && task.executionInfo() != null
            && task.executionInfo().completionTime() != null
            && ranUntil(task, Instant.ofEpochMilli(task.executionInfo().completionTime()))
                    .compareTo(NEARLY_TOO_LONG)
                >= 0);
  }

  /** How long the task had been there by then; nothing when AWS does not say. */
  static Duration ranUntil(ExportTask task, Instant then) {
    return begun(task).map(begun -> Duration.between(begun, then)).orElse(Duration.ZERO);
  }

  static Optional<Instant> begun(ExportTask task) {
    return Optional.ofNullable(task.executionInfo())
        .map(execution -> execution.creationTime())
        .map(Instant::ofEpochMilli);
  }

  static String status(ExportTask task) {
    return task.status() == null ? "" : String.valueOf(task.status().codeAsString());
  }

  /** What AWS said about the task's end; may be empty. */
  static String said(ExportTask task) {
    String said = task.status() == null ? null : task.status().message();
    return said == null || said.isBlank() ? "" : said;
  }

  /** 0 for the plain name, the number of a retry, -1 for another name. */
  private static int retryOf(ExportPart part, ExportTask task) {
    String name = task.taskName() == null ? "" : task.taskName();
    if (name.equals(part.name())) {
      return 0;
    }
    String start = part.name() + RETRY;
    String number = name.startsWith(start) ? name.substring(start.length()) : "";
    return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : -1;
  }
}
