package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.preflight.PreflightOrder;

/** What the monitor asks at the start of a run about its end. */
@ActivityInterface
public interface PreflightActivities {

  /**
   * Which of the permissions are missing that the run will need, and whether its logs can be
   * exported. Only reads: nothing is tried out, not even with EC2's {@code DryRun}, which an
   * emulator or a slip may carry out.
   */
  Preflight lookAhead(PreflightOrder order);
}
