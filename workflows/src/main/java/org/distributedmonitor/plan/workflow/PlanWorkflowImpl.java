package org.distributedmonitor.plan.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.preflight.PreflightOrder;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.workflow.Failures;

/** What a clean-up would do, and what of it would be refused. */
public final class PlanWorkflowImpl implements PlanWorkflow {

  private static final String FAILED = "PLAN_FAILED";

  @Override
  public RunPlan plan(PlanOrder order) {
    RunPlan plan;
    try {
      plan = Activities.plan("See what a clean-up would do").planCleanup(order);
    } catch (ActivityFailure failure) {
      throw ApplicationFailure.newFailure(Failures.reason(failure), FAILED);
    }
    try {
      return plan.with(Activities.preflight().lookAhead(ahead(plan)));
    } catch (ActivityFailure failure) {
      return plan;
    }
  }

  private static PreflightOrder ahead(RunPlan plan) {
    List<String> fleets =
        plan.fleets().stream()
            .filter(fleet -> fleet.condition().launches())
            .filter(fleet -> fleet.ownership() != Ownership.ANOTHER_RUNS)
            .map(FleetSighting::fleetId)
            .toList();
    QueueFacts queue = plan.queue() == null ? null : plan.queue().facts();
    return new PreflightOrder(plan.run(), fleets, queue == null ? "" : queue.deadLetterArn());
  }
}
