package org.distributedmonitor.monitor.cleanup;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.watch.Reading;
import org.distributedmonitor.workflow.Clock;

/** Exports one log group, task by task, for as long as that takes. */
final class LogGroupExport {

  private static final Duration LISTING_LAGS = Duration.ofSeconds(10);

  private final RunState state;
  private final Overdue overdue;

  LogGroupExport(RunState state, Overdue overdue) {
    this.state = state;
    this.overdue = overdue;
  }

  /** What it came to. What was begun is found again by its name, by the next execution, too. */
  StepOutcome carryOut(Step step, ExportOrder order) {
    ExportTries tries = ExportTries.none();
    String ended = "";
    while (true) {
      ExportStart start = start(step, order, tries);
      if (start.outcome() != null) {
        return start.outcome();
      }
      if (!start.taskId().isEmpty()) {
        if (start.taskId().equals(ended)) {
          // AWS's listing lags behind what it has told of the task by its id.
          Clock.pause(LISTING_LAGS, "Wait for AWS's listing of exports");
        }
        tries = tries.after(start);
        ExportLook look = untilItHasEnded(step, order, start.taskId());
        if (look.problem() != null) {
          return look.problem();
        }
        ended = start.taskId();
      }
    }
  }

  private ExportStart start(Step step, ExportOrder order, ExportTries tries) {
    LogExportActivities activity = Activities.exportStart(step.words());
    Instant begun = Clock.now();
    Instant reportAt = begun.plus(state.timing().scaled(Activities.EXPORT_REPORTS));
    Promise<ExportStart> start = Async.function(activity::startExport, order, tries, reportAt);
    overdue.watch(step, begun, start::isCompleted, Activities.overdueAfter(step));
    ExportStart answer = start.get();
    state.silence().ended(step.words());
    return answer;
  }

  private ExportLook untilItHasEnded(Step step, ExportOrder order, String taskId) {
    LogExportActivities activity = Activities.exportLook(step.words() + ": wait for its end");
    while (true) {
      Instant reportAt = Clock.now().plus(state.timing().scaled(Activities.EXPORT_REPORTS));
      ExportLookOrder look = new ExportLookOrder(order, taskId, reportAt);
      ExportLook seen =
          Reading.await(
              state,
              "The export task of the log group " + order.group(),
              Activities.EXPORT_REPORTS.plus(Activities.SILENT_LOOK),
              () -> Async.function(activity::lookAtExport, look));
      if (seen.ended() || seen.problem() != null) {
        return seen;
      }
    }
  }
}
