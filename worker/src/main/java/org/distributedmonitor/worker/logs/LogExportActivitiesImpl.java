package org.distributedmonitor.worker.logs;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.aws.SoftFailures;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** What the monitor asks of CloudWatch Logs, over the AWS SDK. */
public final class LogExportActivitiesImpl implements LogExportActivities {

  /** An export takes seconds for a small group and hours for a large one. */
  private static final Duration WHILE_OURS_RUNS = Duration.ofSeconds(10);

  private static final Duration WHILE_ANOTHER_RUNS = Duration.ofSeconds(30);

  /** A task that fails is started anew once; after that a person has to look, and retry. */
  private static final int MOST_STARTED = 2;

  private final AwsRegions aws;

  public LogExportActivitiesImpl(AwsRegions aws) {
    this.aws = aws;
  }

  @Override
  public StepOutcome exportLogGroup(ExportOrder order) {
    CloudWatchLogsClient logs = aws.of(order.run()).logs();
    ActivityExecutionContext context = Activity.getExecutionContext();
    ExportProgress progress =
        context.getHeartbeatDetails(ExportProgress.class).orElse(ExportProgress.none());
    Optional<ExportTask> awaited = ExportTasks.byId(logs, progress.taskId());
    if (awaited.isPresent() && !ExportTasks.failed(awaited.get())) {
      return judge(order, awaited.get());
    }
    ExportTasks tasks = ExportTasks.list(logs, order);
    Optional<ExportTask> ours = tasks.ours();
    if (ours.isPresent() && !ExportTasks.failed(ours.get())) {
      context.heartbeat(progress.with(ours.get().taskId(), false));
      return judge(order, ours.get());
    }
    if (ours.isPresent() && progress.started() >= MOST_STARTED) {
      return gaveUp(order, ours.get());
    }
    context.heartbeat(progress);
    tasks.inTheWay().ifPresent(task -> waitFor(order, task));
    return start(logs, order, tasks.nextName(), progress, context);
  }

  private static StepOutcome start(
      CloudWatchLogsClient logs,
      ExportOrder order,
      String name,
      ExportProgress progress,
      ActivityExecutionContext context) {
    ExportStart started = ExportStart.of(logs, order, name);
    if (started.taskId() == null) {
      return started.outcome();
    }
    context.heartbeat(progress.with(started.taskId(), true));
    throw exporting(order, "has begun");
  }

  private static StepOutcome judge(ExportOrder order, ExportTask task) {
    String status = ExportTasks.status(task);
    if (status.equals(ExportTasks.COMPLETED)) {
      return StepOutcome.done(
          "Exported "
              + order.group()
              + " to s3://"
              + task.destination()
              + "/"
              + task.destinationPrefix()
              + ".");
    }
    throw exporting(order, "is " + status);
  }

  private static void waitFor(ExportOrder order, ExportTask other) {
    throw SoftFailures.waiting(
        "AWS exports one log group at a time; "
            + order.group()
            + " waits for the export \""
            + other.taskName()
            + "\" of "
            + other.logGroupName(),
        WHILE_ANOTHER_RUNS);
  }

  private static ApplicationFailure exporting(ExportOrder order, String how) {
    return SoftFailures.waiting("The export of " + order.group() + " " + how, WHILE_OURS_RUNS);
  }

  private static StepOutcome gaveUp(ExportOrder order, ExportTask last) {
    String said = last.status() == null ? null : last.status().message();
    return StepOutcome.blocked(
        "The export of "
            + order.group()
            + " ended "
            + ExportTasks.status(last)
            + (said == null || said.isBlank() ? "." : ": " + said),
        ExportStart.BUCKET_REMEDY);
  }
}
