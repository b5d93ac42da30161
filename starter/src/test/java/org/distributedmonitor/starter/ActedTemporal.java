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
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A Temporal server at a port of its own that says that a worker is there, and knows of no run. */
abstract class ActedTemporal extends WorkflowServiceImplBase implements AutoCloseable {

  private final Server server;

  ActedTemporal() {
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

  final Map<String, String> env() {
    return Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + server.getPort());
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> caller) {
    answer(caller, GetSystemInfoResponse.getDefaultInstance());
  }

  @Override
  public void describeTaskQueue(
      DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> caller) {
    PollerInfo worker = PollerInfo.getDefaultInstance();
    answer(caller, DescribeTaskQueueResponse.newBuilder().addPollers(worker).build());
  }

  @Override
  public void describeWorkflowExecution(
      DescribeWorkflowExecutionRequest request,
      StreamObserver<DescribeWorkflowExecutionResponse> caller) {
    caller.onError(Status.NOT_FOUND.withDescription("workflow not found").asRuntimeException());
  }

  @Override
  public final void close() {
    server.shutdownNow();
  }

  static <T> void answer(StreamObserver<T> caller, T answer) {
    caller.onNext(answer);
    caller.onCompleted();
  }
}
