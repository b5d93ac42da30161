package org.distributedmonitor.starter;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationRequest;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Temporal server that says that a worker is there and knows of no run, and then does not answer
 * an update-with-start: it may have died in it, and whether it has kept it nobody knows.
 */
final class SilentTemporal extends WorkflowServiceImplBase implements AutoCloseable {
  private final boolean answersStarts;
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final Server server;

  /**
   * @param answersStarts whether it takes a start without an update
   */
  SilentTemporal(boolean answersStarts) {
    this.answersStarts = answersStarts;
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(this)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** The ids of the workflows that it was asked to start, and has. */
  List<String> started() {
    return started;
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> caller) {
    answer(caller, GetSystemInfoResponse.getDefaultInstance());
  }

  @Override
  public void describeTaskQueue(
      DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> caller) {
    PollerInfo worker = PollerInfo.newBuilder().setIdentity("worker").build();
    answer(caller, DescribeTaskQueueResponse.newBuilder().addPollers(worker).build());
  }

  @Override
  public void describeWorkflowExecution(
      DescribeWorkflowExecutionRequest request,
      StreamObserver<DescribeWorkflowExecutionResponse> caller) {
    caller.onError(Status.NOT_FOUND.withDescription("workflow not found").asRuntimeException());
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

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static <T> void answer(StreamObserver<T> caller, T answer) {
    caller.onNext(answer);
    caller.onCompleted();
  }
}
