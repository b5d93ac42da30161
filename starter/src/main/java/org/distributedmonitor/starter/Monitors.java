package org.distributedmonitor.starter;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.temporal.TemporalNames;

/** Finds monitors by name and asks them. */
final class Monitors {

  /** More than fit on any screen; a server may hold very many. */
  private static final int MOST_LISTED = 1000;

  /** What a run did last is among them, however much has come in since. */
  private static final int NEWEST_EVENTS = 200;

  private static final int TOO_MANY_FAILURES = 2;

  private final Temporal temporal;

  Monitors(Temporal temporal) {
    this.temporal = temporal;
  }

  /** The newest monitor of a run of this name. */
  Execution newest(RunOption run, String command) {
    return describe(run.workflowId())
        .map(this::last)
        .orElseThrow(
            () ->
                Trouble.noSuchRun(
                    "no monitor is known for "
                        + run.name()
                        + "; \""
                        + command
                        + " list --all\" shows which are"));
  }

  /** The same, for orders: only one that runs can take them. */
  Execution running(RunOption run, String command) {
    Execution newest = newest(run, command);
    if (!newest.running()) {
      throw Trouble.failed(
          "the monitor of "
              + run.name()
              + " has ended ("
              + newest.ending()
              + "); see \""
              + command
              + " report "
              + run.asTyped()
              + "\"");
    }
    return newest;
  }

  /**
   * Those that Temporal lists, the newest first.
   *
   * @param query as Temporal's listings take it
   */
  List<Row> list(String query) {
    try {
      return Patience.ask(() -> listed(query))
          .orElseThrow(() -> Failures.unreachable(temporal.address(), null));
    } catch (RuntimeException e) {
      throw Failures.told(temporal, e);
    }
  }

  private List<Row> listed(String query) {
    try (Stream<WorkflowExecutionMetadata> found = temporal.client().listExecutions(query)) {
      return found.limit(MOST_LISTED).map(Row::of).toList();
    }
  }

  Optional<Execution> describe(String workflowId) {
    try {
      return Optional.of(
          new Execution(
              workflowId,
              temporal
                  .service()
                  .describeWorkflowExecution(
                      DescribeWorkflowExecutionRequest.newBuilder()
                          .setNamespace(temporal.namespace())
                          .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                          .build())));
    } catch (StatusRuntimeException e) {
      if (Failures.absent(e)) {
        return Optional.empty();
      }
      throw Failures.told(temporal, e);
    }
  }

  /** Follows the memos from each monitor to that of the newer run. */
  Execution last(Execution first) {
    Set<String> seen = new HashSet<>();
    Execution at = first;
    while (seen.add(at.workflowId())) {
      Optional<Execution> next = at.successor().flatMap(this::describe);
      if (next.isEmpty()) {
        return at;
      }
      at = next.get();
    }
    return at;
  }

  /**
   * Why the worker that is there fails on a run; empty when none is there, and when it does not.
   * Read from what the server knows, as a run on which a worker fails answers no question.
   */
  Optional<WorkerFailure> failure(String workflowId) {
    return describe(workflowId)
        .filter(execution -> execution.running() && temporal.workerSeen(execution.taskQueue()))
        .flatMap(this::failure);
  }

  /** The same, where a worker is known to be there. */
  Optional<WorkerFailure> failure(Execution execution) {
    return execution.taskPending()
        ? WorkerFailure.in(backwards(execution.workflowId()))
        : Optional.empty();
  }

  /** The server itself refuses to ask such a run, but its client does not give up at once. */
  private boolean hopeless(Execution execution) {
    return execution.taskFailures() >= TOO_MANY_FAILURES && failure(execution).isPresent();
  }

  private List<HistoryEvent> backwards(String workflowId) {
    try {
      return temporal
          .service()
          .getWorkflowExecutionHistoryReverse(
              GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                  .setNamespace(temporal.namespace())
                  .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                  .setMaximumPageSize(NEWEST_EVENTS)
                  .build())
          .getHistory()
          .getEventsList();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return List.of();
      }
      throw Failures.told(temporal, e);
    }
  }

  /** Why a run that is on did not answer. */
  Trouble unanswered(Execution execution) {
    return unanswered(execution, failure(execution.workflowId()));
  }

  /** The same, where it is known already. */
  Trouble unanswered(Execution execution, Optional<WorkerFailure> failure) {
    return failure
        .map(known -> Trouble.workerFails(execution.workflowId(), known))
        .orElseGet(() -> Trouble.noWorker(temporal, execution.taskQueue()));
  }

  /** Empty when no worker answers. */
  Optional<MonitorStatus> status(Execution execution) {
    return ask(execution, MonitorWorkflow::status);
  }

  /** Asks the monitor; empty when no worker answers. */
  <T> Optional<T> ask(Execution execution, Function<MonitorWorkflow, T> question) {
    if (!temporal.workerSeen(execution.taskQueue()) || hopeless(execution)) {
      return Optional.empty();
    }
    MonitorWorkflow monitor =
        temporal.client().newWorkflowStub(MonitorWorkflow.class, execution.workflowId());
    try {
      return Patience.ask(() -> question.apply(monitor));
    } catch (RuntimeException e) {
      // Where a worker fails on the run, its answer is an error of any kind.
      if (nobodyWorks(e) || failure(execution.workflowId()).isPresent()) {
        return Optional.empty();
      }
      throw told(execution, e);
    }
  }

  /** How a run that is over ended; empty when it ended without a report. */
  Optional<MonitorReport> report(Execution execution) {
    if (execution.cancelled()) {
      return ask(execution, MonitorWorkflow::report);
    }
    if (!execution.completed()) {
      return Optional.empty();
    }
    try {
      return Patience.ask(
          () ->
              temporal
                  .client()
                  .newUntypedWorkflowStub(execution.workflowId())
                  .getResult(MonitorReport.class));
    } catch (WorkflowFailedException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw Failures.told(temporal, e);
    }
  }

  void askForCheapest(Execution execution) {
    try {
      temporal
          .client()
          .newUntypedWorkflowStub(execution.workflowId())
          .signal(TemporalNames.CHEAPEST_SIGNAL);
    } catch (RuntimeException e) {
      throw told(execution, e);
    }
  }

  /** It ran a moment ago, or it would not have been asked. */
  private RuntimeException told(Execution execution, RuntimeException failure) {
    return Failures.absent(failure)
        ? Trouble.failed(
            execution.workflowId() + " has ended at this moment; \"report\" says how it ended")
        : Failures.told(temporal, failure);
  }

  /** The server says so at once when it has seen no worker for a while, and times out before. */
  private static boolean nobodyWorks(RuntimeException e) {
    return Failures.is(e, Status.Code.FAILED_PRECONDITION)
        || Failures.is(e, Status.Code.DEADLINE_EXCEEDED);
  }
}
