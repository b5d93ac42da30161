package org.distributedmonitor.starter;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/** The connection, set up by Temporal's own variables and configuration file. */
final class Temporal implements AutoCloseable {

  /** Where Temporal's own tools look for it when nobody says otherwise. */
  private static final String USUAL_ADDRESS = "localhost:7233";

  private static final Duration PER_CALL = Duration.ofSeconds(5);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String address;
  private final String taskQueue;

  private Temporal(
      WorkflowServiceStubs stubs, WorkflowClientOptions options, String address, String taskQueue) {
    this.stubs = stubs;
    this.client = WorkflowClient.newInstance(stubs, options);
    this.address = address;
    this.taskQueue = taskQueue;
  }

  static Temporal connect(Map<String, String> env) {
    ClientConfigProfile profile = profile(env);
    String address = profile.getAddress() == null ? USUAL_ADDRESS : profile.getAddress();
    Temporal temporal = build(profile, address, env);
    try {
      temporal.service().getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return temporal;
    } catch (StatusRuntimeException e) {
      temporal.close();
      throw Failures.unreachable(address, e);
    }
  }

  private static Temporal build(
      ClientConfigProfile profile, String address, Map<String, String> env) {
    try {
      // Not connected yet: that is tried for a minute, and a person is not told why.
      return new Temporal(
          WorkflowServiceStubs.newServiceStubs(profile.toWorkflowServiceStubsOptions()),
          WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
              .setDataConverter(Payloads.converter())
              .validateAndBuildWithDefaults(),
          address,
          env.getOrDefault(TemporalNames.TASK_QUEUE_VARIABLE, TemporalNames.DEFAULT_TASK_QUEUE));
    } catch (RuntimeException e) {
      throw Trouble.unreachable(
          "the settings for Temporal at " + address + " cannot be used: " + e.getMessage());
    }
  }

  private static ClientConfigProfile profile(Map<String, String> env) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(env).build());
    } catch (IOException | RuntimeException e) {
      throw Trouble.unreachable("the settings for Temporal cannot be used: " + e.getMessage());
    }
  }

  /**
   * Whether a worker polls that task queue. One that was killed a moment ago still seems to, so a
   * yes is no promise; where the server cannot tell, the answer is yes.
   */
  boolean workerSeen(String onTaskQueue) {
    try {
      return service()
              .describeTaskQueue(
                  DescribeTaskQueueRequest.newBuilder()
                      .setNamespace(namespace())
                      .setTaskQueue(TaskQueue.newBuilder().setName(onTaskQueue))
                      .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                      .build())
              .getPollersCount()
          > 0;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return true;
      }
      throw Failures.told(this, e);
    }
  }

  /** Temporal's calls, each with a deadline. */
  WorkflowServiceBlockingStub service() {
    return stubs.blockingStub().withDeadlineAfter(PER_CALL.toMillis(), TimeUnit.MILLISECONDS);
  }

  WorkflowClient client() {
    return client;
  }

  ScheduleClient schedules() {
    return ScheduleClient.newInstance(
        stubs,
        ScheduleClientOptions.newBuilder()
            .setNamespace(namespace())
            .setDataConverter(client.getOptions().getDataConverter())
            .build());
  }

  String namespace() {
    return client.getOptions().getNamespace();
  }

  String address() {
    return address;
  }

  String taskQueue() {
    return taskQueue;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
