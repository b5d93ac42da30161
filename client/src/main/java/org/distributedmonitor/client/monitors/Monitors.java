package org.distributedmonitor.client.monitors;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.distributedmonitor.client.connection.Patience;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.TemporalTrouble.Kind;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.temporal.TemporalNames;

/** Finds monitors by name and asks them, for somebody who does not wait for long. */
public final class Monitors {

  /** More than fit on any screen; a server may hold very many. */
  private static final int MOST_LISTED = 1000;

  /** What a run did last is among them, however much has come in since. */
  private static final int NEWEST_EVENTS = 200;

  private static final int TOO_MANY_FAILURES = 2;

  private final Temporal temporal;

  public Monitors(Temporal temporal) {
    this.temporal = temporal;
  }

  /** The newest monitor of a run: the one at this id, or where the memos lead from it. */
  public Optional<Execution> newest(String workflowId) {
    return new MonitorLine(this::describe).newest(workflowId);
  }

  /**
   * Those that Temporal lists, the newest first.
   *
   * @param query as Temporal's listings take it
   */
  public List<Row> list(String query) {
    return temporal.answer(() -> listed(query));
  }

  private List<Row> listed(String query) {
    try (Stream<WorkflowExecutionMetadata> found = temporal.client().listExecutions(query)) {
      return found.limit(MOST_LISTED).map(Row::of).toList();
    }
  }

  public Optional<Execution> describe(String workflowId) {
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
      if (Kind.of(e) == Kind.ABSENT) {
        return Optional.empty();
      }
      throw temporal.told(e);
    }
  }

  /**
   * Why the worker that is there fails on a run; empty when none is there, and when it does not.
   * Read from what the server knows, as a run on which a worker fails answers no question.
   */
  public Optional<WorkerFailure> failure(String workflowId) {
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
      throw temporal.told(e);
    }
  }

  /** Why a run that is on did not answer. */
  public TemporalTrouble unanswered(Execution execution) {
    return unanswered(execution, failure(execution.workflowId()));
  }

  /** The same, where it is known already. */
  public TemporalTrouble unanswered(Execution execution, Optional<WorkerFailure> failure) {
    return failure
        .map(known -> TemporalTrouble.workerFails(execution.workflowId(), known))
        .orElseGet(() -> TemporalTrouble.noWorker(temporal, execution.taskQueue()));
  }

  /** Empty when no worker answers. */
  public Optional<MonitorStatus> status(Execution execution) {
    return ask(execution, MonitorWorkflow::status);
  }

  /** Asks the monitor; empty when no worker answers. */
  public <T> Optional<T> ask(Execution execution, Function<MonitorWorkflow, T> question) {
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
  public Optional<MonitorReport> report(Execution execution) {
    return execution.cancelled()
        ? ask(execution, MonitorWorkflow::report)
        : result(execution, MonitorReport.class);
  }

  /** What a workflow came to; empty when it did not come to its own end. */
  public <T> Optional<T> result(Execution execution, Class<T> kind) {
    if (!execution.completed()) {
      return Optional.empty();
    }
    try {
      return Patience.ask(
          () -> temporal.client().newUntypedWorkflowStub(execution.workflowId()).getResult(kind));
    } catch (WorkflowFailedException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw temporal.told(e);
    }
  }

  public void askForCheapest(Execution execution) {
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
    RuntimeException told = temporal.told(failure);
    return told instanceof TemporalTrouble trouble && trouble.kind() == Kind.ABSENT
        ? new TemporalTrouble(
            Kind.OTHER,
            execution.workflowId() + " has ended at this moment; \"report\" says how it ended")
        : told;
  }

  /** The server says so at once when it has seen no worker for a while, and times out before. */
  private static boolean nobodyWorks(RuntimeException e) {
    return TemporalTrouble.cause(e, StatusRuntimeException.class)
        .map(said -> said.getStatus().getCode())
        .filter(
            code ->
                code == Status.Code.FAILED_PRECONDITION || code == Status.Code.DEADLINE_EXCEEDED)
        .isPresent();
  }
}
