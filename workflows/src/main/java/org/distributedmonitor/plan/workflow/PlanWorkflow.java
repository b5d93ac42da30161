package org.distributedmonitor.plan.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;

/** Plans a run's clean-up and changes nothing: for a starter, which has no way to AWS itself. */
@WorkflowInterface
public interface PlanWorkflow {

  @WorkflowMethod(name = "PlanWorkflow")
  RunPlan plan(PlanOrder order);
}
