package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;

/** What a plan asks of AWS. */
@ActivityInterface
public interface PlanActivities {

  /**
   * Looks at everything of the run and asks every step of the clean-up what it would do. It makes
   * reading calls only. A part that is refused is named in the plan and keeps no other back.
   */
  RunPlan planCleanup(PlanOrder order);
}
