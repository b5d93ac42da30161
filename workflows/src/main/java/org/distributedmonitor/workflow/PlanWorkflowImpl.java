package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;

/** One activity, and its failure as a sentence. */
public final class PlanWorkflowImpl implements PlanWorkflow {

  private static final String FAILED = "PLAN_FAILED";

  @Override
  public RunPlan plan(PlanOrder order) {
    try {
      return Activities.plan("See what a clean-up would do").planCleanup(order);
    } catch (ActivityFailure failure) {
      throw ApplicationFailure.newFailure(Failures.reason(failure), FAILED);
    }
  }
}
