package org.distributedmonitor.starter;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.workflow.PlanWorkflow;

/** Has a worker plan a clean-up, as the worker alone has a way to AWS. */
final class Planning {

  /** Under the ten seconds after which every command has said something. */
  private static final Duration TO_BEGIN = Duration.ofSeconds(6);

  /** AWS may be slow, and a run of hundreds of task definitions takes many calls. */
  private static final Duration TO_END = Duration.ofMinutes(2);

  /** Nobody waits for a plan longer, and what it says would be stale. */
  private static final Duration LIFE = Duration.ofMinutes(3);

  private final Temporal temporal;
  private final Surroundings around;

  Planning(Temporal temporal, Surroundings around) {
    this.temporal = temporal;
    this.around = around;
  }

  RunPlan plan(PlanOrder order) {
    if (!temporal.workerSeen(temporal.taskQueue())) {
      throw Trouble.noWorker(temporal, temporal.taskQueue());
    }
    String id = TemporalNames.planWorkflowId(order.run().app(), UUID.randomUUID().toString());
    try {
      return result(begin(id, order));
    } catch (WorkflowFailedException e) {
      throw Trouble.failed("the plan failed: " + reason(e));
    } catch (RuntimeException e) {
      throw Failures.told(temporal, e);
    }
  }

  private WorkflowStub begin(String id, PlanOrder order) {
    PlanWorkflow workflow =
        temporal
            .client()
            .newWorkflowStub(
                PlanWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(temporal.taskQueue())
                    .setWorkflowExecutionTimeout(LIFE)
                    .setStaticSummary("What a clean-up of " + order.run().app() + " would do")
                    .build());
    WorkflowClient.start(workflow::plan, order);
    return WorkflowStub.fromTyped(workflow);
  }

  private RunPlan result(WorkflowStub workflow) {
    Optional<RunPlan> soon = Patience.ask(TO_BEGIN, () -> workflow.getResult(RunPlan.class));
    if (soon.isPresent()) {
      return soon.get();
    }
    if (!begun(workflow)) {
      giveUp(workflow);
      throw Trouble.noWorker(temporal, temporal.taskQueue());
    }
    around.err().println("note: the worker is looking at AWS; this may take a minute or two");
    return Patience.ask(TO_END, () -> workflow.getResult(RunPlan.class))
        .orElseThrow(
            () -> {
              giveUp(workflow);
              return Trouble.failed("the plan took too long; see the worker's way to AWS");
            });
  }

  /** Whether a worker is at it: one that was killed a moment ago still seems to be there. */
  private boolean begun(WorkflowStub workflow) {
    return new Monitors(temporal)
        .describe(workflow.getExecution().getWorkflowId())
        .filter(execution -> !execution.running() || execution.atWork())
        .isPresent();
  }

  private static void giveUp(WorkflowStub workflow) {
    try {
      workflow.terminate("Nobody waits for this plan any more.");
    } catch (WorkflowException ended) {
      // It ends by itself when its time is over.
      return;
    }
  }

  private static String reason(WorkflowFailedException e) {
    return e.getCause() instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : "the worker did not end it in time.";
  }
}
