package org.distributedmonitor.starter;

import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationRequest;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationResponse;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Temporal server that says that a worker is there and knows of no run, and then does not answer
 * an update-with-start: it may have died in it, and whether it has kept it nobody knows.
 */
final class SilentTemporal extends ActedTemporal {
  private final boolean answersStarts;
  private final List<String> started = new CopyOnWriteArrayList<>();

  /**
   * @param answersStarts whether it takes a start without an update
   */
  SilentTemporal(boolean answersStarts) {
    this.answersStarts = answersStarts;
  }

  /** The ids of the workflows that it was asked to start, and has. */
  List<String> started() {
    return started;
  }

  @Override
  public void executeMultiOperation(
      ExecuteMultiOperationRequest request, StreamObserver<ExecuteMultiOperationResponse> caller) {
    // Silence.
  }

  @Override
  public void startWorkflowExecution(
      StartWorkflowExecutionRequest request,
      StreamObserver<StartWorkflowExecutionResponse> caller) {
    if (answersStarts) {
      started.add(request.getWorkflowId());
      answer(caller, StartWorkflowExecutionResponse.newBuilder().setRunId("a-run").build());
    }
  }
}
