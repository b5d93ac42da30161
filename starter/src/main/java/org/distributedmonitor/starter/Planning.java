package org.distributedmonitor.starter;

import java.util.UUID;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.temporal.TemporalNames;

/** Has a worker plan a clean-up. */
final class Planning {

  private final Temporal temporal;
  private final Surroundings around;

  Planning(Temporal temporal, Surroundings around) {
    this.temporal = temporal;
    this.around = around;
  }

  RunPlan plan(PlanOrder order) {
    String app = order.run().app();
    return new Errand(temporal, around, "the plan")
        .run(
            "PlanWorkflow",
            TemporalNames.planWorkflowId(app, UUID.randomUUID().toString()),
            "What a clean-up of " + app + " would do",
            order,
            RunPlan.class);
  }
}
