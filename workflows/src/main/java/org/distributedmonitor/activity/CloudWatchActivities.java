package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;

/** What the monitor asks of CloudWatch at the end of a run. */
@ActivityInterface
public interface CloudWatchActivities {

  /**
   * Deletes the alarms of the run's machines and queue; a live machine of another run keeps its.
   */
  StepOutcome deleteAlarms(CleanupOrder order);

  /** Deletes the run's dashboard, if its monitor file says so. */
  StepOutcome deleteDashboard(CleanupOrder order);
}
