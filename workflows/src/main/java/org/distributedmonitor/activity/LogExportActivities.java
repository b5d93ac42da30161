package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;

/**
 * What the monitor asks of CloudWatch Logs. An export is done when, after a task has ended, nothing
 * more is to be started; between any two calls a monitor may continue as new.
 */
@ActivityInterface
public interface LogExportActivities {

  /**
   * Sees to it that the next export task of the order runs, whatever died in between: adopts the
   * order's own unfinished task, or starts one when AWS's one place per account is free; fails
   * softly with {@link FailureType#WAITING} while something else has that place. When nothing more
   * is to be exported, or it cannot be, the result is the step's outcome and no task.
   *
   * @param before the tasks that this execution of the step has started already
   * @param reportAt from this instant on, that it has to wait is a result, too: somebody wants to
   *     hear of it
   */
  ExportStart startExport(ExportOrder order, ExportTries before, Instant reportAt);

  /**
   * Looks at a task until it has ended; fails softly with {@link FailureType#WAITING} until then,
   * but comes back when somebody wants to hear of it though it goes on.
   */
  ExportLook lookAtExport(ExportLookOrder order);
}
