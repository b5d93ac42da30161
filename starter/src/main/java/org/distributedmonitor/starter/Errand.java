package org.distributedmonitor.starter;

import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.client.connection.Patience;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.TemporalTrouble.Kind;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.client.monitors.Monitors;

/** A short workflow that a worker runs for a command, as the worker alone has a way to AWS. */
final class Errand {

  /** Under the ten seconds after which every command has said something. */
  private static final Duration TO_BEGIN = Duration.ofSeconds(6);

  /** AWS may be slow, and some have to make many calls. */
  private static final Duration TO_END = Duration.ofMinutes(2);

  /** Nobody waits for it longer, and what it says would be stale. */
  private static final Duration LIFE = Duration.ofMinutes(3);

  private final Temporal temporal;
  private final Surroundings around;
  private final String what;

  /**
   * @param what what it is for, such as {@code the plan}
   */
  Errand(Temporal temporal, Surroundings around, String what) {
    this.temporal = temporal;
    this.around = around;
    this.what = what;
  }

  /**
   * Has it run.
   *
   * @param type the workflow's type
   * @param summary what the Web UI calls it
   */
  <T> T run(String type, String id, String summary, Object order, Class<T> answer) {
    if (!temporal.workerSeen(temporal.taskQueue())) {
      throw TemporalTrouble.noWorker(temporal, temporal.taskQueue());
    }
    try {
      WorkflowStub workflow =
          temporal
              .client()
              .newUntypedWorkflowStub(
                  type,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId(id)
                      .setTaskQueue(temporal.taskQueue())
                      .setWorkflowExecutionTimeout(LIFE)
                      .setStaticSummary(summary)
                      .build());
      workflow.start(order);
      return result(workflow, answer);
    } catch (WorkflowFailedException e) {
      throw Trouble.failed(what + " failed: " + reason(e));
    } catch (RuntimeException e) {
      throw temporal.told(e);
    }
  }

  private <T> T result(WorkflowStub workflow, Class<T> answer) {
    Optional<T> soon = Patience.ask(TO_BEGIN, () -> workflow.getResult(answer));
    if (soon.isPresent()) {
      return soon.get();
    }
    if (!begun(workflow)) {
      Optional<WorkerFailure> failure =
          new Monitors(temporal).failure(workflow.getExecution().getWorkflowId());
      giveUp(workflow);
      throw failure
          .map(
              known ->
                  new TemporalTrouble(
                      Kind.NO_WORKER,
                      "the worker fails on " + what + " (" + known.cause() + "); see its log"))
          .orElseGet(() -> TemporalTrouble.noWorker(temporal, temporal.taskQueue()));
    }
    around.err().println("note: the worker is looking at AWS; this may take a minute or two");
    return Patience.ask(TO_END, () -> workflow.getResult(answer))
        .orElseThrow(
            () -> {
              giveUp(workflow);
              return Trouble.failed(what + " took too long; see the worker's way to AWS");
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
      workflow.terminate("Nobody waits for this any more.");
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
