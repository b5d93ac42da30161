package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;

/** What the monitor asks of CloudWatch Logs. */
@ActivityInterface
public interface LogExportActivities {

  /**
   * Exports a log group once, whatever dies in between: adopts the task of its name if there is
   * one, starts it if AWS's one place per account is free, and fails softly with {@link
   * FailureType#WAITING} until it has completed.
   */
  StepOutcome exportLogGroup(ExportOrder order);
}
