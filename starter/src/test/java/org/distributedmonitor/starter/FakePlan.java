package org.distributedmonitor.starter;

import io.temporal.failure.ApplicationFailure;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.plan.workflow.PlanWorkflow;
import org.distributedmonitor.starter.text.PlanSamples;

/** Plans as a worker would, and looks at nothing; of the run called Broken it cannot. */
public final class FakePlan implements PlanWorkflow {

  @Override
  public RunPlan plan(PlanOrder order) {
    if (order.run().app().equals("Broken")) {
      throw ApplicationFailure.newFailure("AWS has not answered in time.", "PLAN_FAILED");
    }
    return PlanSamples.of(order.run());
  }
}
