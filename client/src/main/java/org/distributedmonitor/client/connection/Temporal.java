package org.distributedmonitor.client.connection;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.client.connection.TemporalTrouble.Kind;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/** The connection, set up by Temporal's own variables and configuration file. */
public final class Temporal implements AutoCloseable {

  /** Where Temporal's own tools look for it when nobody says otherwise. */
  private static final String USUAL_ADDRESS = "localhost:7233";

  private static final Duration PER_CALL = Duration.ofSeconds(5);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String address;
  private final String taskQueue;

  /**
   * Not connected yet: that is tried for a minute, and a person is not told why.
   *
   * @param options the profile's, or others made of them
   */
  public Temporal(
      ClientConfigProfile profile,
      WorkflowServiceStubsOptions options,
      String address,
      String taskQueue) {
    this.stubs = WorkflowServiceStubs.newServiceStubs(options);
    this.client = WorkflowClient.newInstance(stubs, options(profile));
    this.address = address;
    this.taskQueue = taskQueue;
  }

  /** A connection that has been tried out. */
  public static Temporal connect(Map<String, String> env) {
    ClientConfigProfile profile = usableProfile(env);
    String address = profile.getAddress() == null ? USUAL_ADDRESS : profile.getAddress();
    Temporal temporal = build(profile, address, env);
    try {
      temporal.service().getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return temporal;
    } catch (StatusRuntimeException e) {
      temporal.close();
      throw Kind.of(e) == Kind.REFUSED
          ? TemporalTrouble.refused(address, e)
          : TemporalTrouble.unreachable(address);
    }
  }

  private static Temporal build(
      ClientConfigProfile profile, String address, Map<String, String> env) {
    try {
      return new Temporal(
          profile,
          profile.toWorkflowServiceStubsOptions(),
          address,
          env.getOrDefault(TemporalNames.TASK_QUEUE_VARIABLE, TemporalNames.DEFAULT_TASK_QUEUE));
    } catch (RuntimeException e) {
      throw unusable("Temporal at " + address, e);
    }
  }

  private static ClientConfigProfile usableProfile(Map<String, String> env) {
    try {
      return profile(env);
    } catch (IOException | RuntimeException e) {
      throw unusable("Temporal", e);
    }
  }

  private static TemporalTrouble unusable(String temporal, Exception e) {
    return new TemporalTrouble(
        Kind.UNREACHABLE, "the settings for " + temporal + " cannot be used: " + e.getMessage());
  }

  /** What Temporal's own variables and configuration file say. */
  public static ClientConfigProfile profile(Map<String, String> env) throws IOException {
    return ClientConfigProfile.load(
        LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(env).build());
  }

  /** How everybody who speaks with monitors writes what is said. */
  public static WorkflowClientOptions options(ClientConfigProfile profile) {
    return WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
        .setDataConverter(Payloads.converter())
        .validateAndBuildWithDefaults();
  }

  /**
   * Whether a worker polls that task queue. One that was killed a moment ago still seems to, so a
   * yes is no promise; where the server cannot tell, the answer is yes.
   */
  public boolean workerSeen(String onTaskQueue) {
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
      throw told(e);
    }
  }

  /** The server's answer; a server that gives none in time is one that cannot be reached. */
  public <T> T answer(Callable<T> question) {
    try {
      return Patience.ask(question).orElseThrow(() -> TemporalTrouble.unreachable(address));
    } catch (RuntimeException e) {
      throw told(e);
    }
  }

  /** The failure in words; one that is not about Temporal, or has its words, stays as it is. */
  public RuntimeException told(RuntimeException failure) {
    Optional<StatusRuntimeException> said =
        TemporalTrouble.cause(failure, StatusRuntimeException.class);
    if (said.isPresent()) {
      return TemporalTrouble.of(this, said.get());
    }
    Optional<ApplicationFailure> refused = TemporalTrouble.cause(failure, ApplicationFailure.class);
    return refused.isPresent() && failure instanceof WorkflowUpdateException
        ? new TemporalTrouble(Kind.OTHER, refused.get().getOriginalMessage())
        : failure;
  }

  /**
   * Between two uses that lie minutes or hours apart, what lies between here and the server forgets
   * the connection. A call on it would hang, so the next one gets a new connection.
   */
  public void wakeUp() {
    stubs.getRawChannel().enterIdle();
  }

  /** Temporal's calls, each with a deadline. */
  public WorkflowServiceBlockingStub service() {
    return stubs.blockingStub().withDeadlineAfter(PER_CALL.toMillis(), TimeUnit.MILLISECONDS);
  }

  public WorkflowClient client() {
    return client;
  }

  public ScheduleClient schedules() {
    return ScheduleClient.newInstance(
        stubs,
        ScheduleClientOptions.newBuilder()
            .setNamespace(namespace())
            .setDataConverter(client.getOptions().getDataConverter())
            .build());
  }

  public String namespace() {
    return client.getOptions().getNamespace();
  }

  public String address() {
    return address;
  }

  public String taskQueue() {
    return taskQueue;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
