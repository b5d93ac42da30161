package org.distributedmonitor.worker.logs;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.SoftFailures;
import org.distributedmonitor.worker.logs.ExportDecision.Due;
import org.distributedmonitor.worker.logs.ExportDecision.Exported;
import org.distributedmonitor.worker.logs.ExportDecision.NothingToExport;
import org.distributedmonitor.worker.logs.ExportDecision.Underway;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** One step towards a completed export: it looks, does what is to be done next, or waits. */
final class ExportStep {

  /** An export takes seconds for a small group and hours for a large one. */
  private static final Duration WHILE_OURS_RUNS = Duration.ofSeconds(10);

  private static final Duration WHILE_ANOTHER_RUNS = Duration.ofSeconds(30);

  /** A task that fails is started anew once; after that a person has to look, and retry. */
  private static final int MOST_STARTED = 2;

  /** AWS ends a task after 24 hours, and its clock may differ from ours. */
  private static final Duration LONGEST_TASK = Duration.ofHours(25);

  private final AwsClients aws;
  private final ExportOrder order;
  private final Instant now;
  private final ActivityExecutionContext context;
  private final ExportProgress progress;

  ExportStep(AwsClients aws, ExportOrder order, Instant now, ActivityExecutionContext context) {
    this.aws = aws;
    this.order = order;
    this.now = now;
    this.context = context;
    this.progress = context.getHeartbeatDetails(ExportProgress.class).orElse(ExportProgress.none());
  }

  /** What the export came to; fails softly until it has come to something. */
  StepOutcome take() {
    Optional<Underway> awaited = awaited();
    ExportDecision decision =
        awaited.isPresent() ? awaited.get() : ExportDecision.of(aws.logs(), order);
    if (decision instanceof NothingToExport nothing) {
      return StepOutcome.nothingToDo(nothing.why());
    }
    if (decision instanceof Exported exported) {
      return ExportOutcome.of(aws, order, exported.tasks(), () -> context.heartbeat(progress));
    }
    if (decision instanceof Underway underway) {
      return await(underway);
    }
    return start((Due) decision);
  }

  /** The task that was waited for before, while it goes on: one call instead of a listing. */
  private Optional<Underway> awaited() {
    Optional<ExportPart> part =
        Stream.concat(Stream.of(ExportPart.whole(order)), ExportPart.days(order).stream())
            .filter(each -> each.name().equals(progress.part()))
            .findFirst();
    return part.flatMap(
        of ->
            ExportTasks.byId(aws.logs(), progress.taskId())
                .filter(task -> !ExportTasks.completed(task) && !ExportTasks.failed(task))
                .map(task -> new Underway(of, task)));
  }

  private StepOutcome await(Underway underway) {
    ExportTask task = underway.task();
    context.heartbeat(progress.awaiting(underway.part(), task.taskId()));
    if (ExportTasks.ranUntil(task, now).compareTo(LONGEST_TASK) > 0) {
      return StepOutcome.blocked(
          "The export of "
              + name(underway.part())
              + " has been "
              + ExportTasks.status(task)
              + " for more than 24 h, after which AWS ends every export task.",
          "Look at the export task \""
              + task.taskName()
              + "\" in CloudWatch Logs and cancel it if it does not go on; then retry.");
    }
    throw exporting(underway.part(), "is " + ExportTasks.status(task));
  }

  private StepOutcome start(Due due) {
    if (due.failed().isPresent() && progress.startedFor(due.part()) >= MOST_STARTED) {
      return gaveUp(due.part(), due.failed().get());
    }
    context.heartbeat(progress);
    due.inTheWay().ifPresent(task -> waitFor(due.part(), task));
    ExportStart started = ExportStart.of(aws.logs(), order, due.part(), due.taskName());
    if (started.taskId() == null) {
      return started.outcome();
    }
    context.heartbeat(progress.started(due.part(), started.taskId()));
    throw exporting(due.part(), "has begun");
  }

  private void waitFor(ExportPart part, ExportTask other) {
    throw SoftFailures.waiting(
        "AWS exports one log group at a time; "
            + name(part)
            + " waits for the export \""
            + other.taskName()
            + "\" of "
            + other.logGroupName(),
        WHILE_ANOTHER_RUNS);
  }

  private ApplicationFailure exporting(ExportPart part, String how) {
    return SoftFailures.waiting("The export of " + name(part) + " " + how, WHILE_OURS_RUNS);
  }

  private StepOutcome gaveUp(ExportPart part, ExportTask last) {
    String said = ExportTasks.said(last);
    return StepOutcome.blocked(
        "The export of "
            + name(part)
            + " ended "
            + ExportTasks.status(last)
            + (said.isEmpty() ? "." : ": " + said),
        ExportStart.BUCKET_REMEDY);
  }

  private String name(ExportPart part) {
    return order.group() + part.words();
  }
}
