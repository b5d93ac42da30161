package org.distributedmonitor.worker.logs;

import java.time.Duration;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.SoftFailures;
import org.distributedmonitor.worker.logs.ExportDecision.Due;
import org.distributedmonitor.worker.logs.ExportDecision.Exported;
import org.distributedmonitor.worker.logs.ExportDecision.NothingToExport;
import org.distributedmonitor.worker.logs.ExportDecision.Underway;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** Sees to it that an order's next export task runs, or tells what the order has come to. */
final class ExportStarter {

  private static final Duration WHILE_ANOTHER_RUNS = Duration.ofSeconds(30);

  /** A task that fails is started anew once; after that a person has to look, and retry. */
  private static final int MOST_STARTED = 2;

  private final AwsClients aws;
  private final ExportOrder order;
  private final ExportTries before;
  private final Runnable alive;

  /**
   * For one order.
   *
   * @param before the tasks that were started already
   * @param alive is run from time to time, and before anything is begun; throws when nobody wants
   *     it any more
   */
  ExportStarter(AwsClients aws, ExportOrder order, ExportTries before, Runnable alive) {
    this.aws = aws;
    this.order = order;
    this.before = before;
    this.alive = alive;
  }

  ExportStart start() {
    ExportDecision decision = ExportDecision.of(aws.logs(), order);
    if (decision instanceof NothingToExport nothing) {
      return ExportStart.none(StepOutcome.nothingToDo(nothing.why()));
    }
    if (decision instanceof Exported exported) {
      return ExportStart.none(ExportOutcome.of(aws, order, exported.tasks(), alive));
    }
    if (decision instanceof Underway underway) {
      return ExportStart.adopted(underway.task().taskId(), underway.part().name());
    }
    return begin((Due) decision);
  }

  private ExportStart begin(Due due) {
    ExportPart part = due.part();
    if (due.failed().isPresent() && before.startedFor(part.name()) >= MOST_STARTED) {
      return ExportStart.none(gaveUp(part, due.failed().get()));
    }
    alive.run();
    due.inTheWay().ifPresent(task -> waitFor(part, task));
    return TaskCreation.start(aws.logs(), order, part, due.taskName())
        .map(taskId -> ExportStart.begun(taskId, part.name()))
        .orElseGet(() -> ExportStart.none(noGroup()));
  }

  private void waitFor(ExportPart part, ExportTask other) {
    throw SoftFailures.waiting(
        "AWS exports one log group at a time; "
            + part.title(order)
            + " waits for the export \""
            + other.taskName()
            + "\" of "
            + other.logGroupName(),
        WHILE_ANOTHER_RUNS);
  }

  private StepOutcome gaveUp(ExportPart part, ExportTask last) {
    String said = ExportTasks.said(last);
    return StepOutcome.blocked(
        "The export of "
            + part.title(order)
            + " ended "
            + ExportTasks.status(last)
            + (said.isEmpty() ? "." : ": " + said),
        TaskCreation.BUCKET_REMEDY);
  }

  private StepOutcome noGroup() {
    return StepOutcome.nothingToDo("There is no log group " + order.group() + ".");
  }
}
