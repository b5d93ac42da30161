package org.distributedmonitor.lambda;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.distributedmonitor.temporal.Payloads;

/** The connection, set up by Temporal's own variables, once for all alarms. */
final class TemporalConnection {

  /** One try of a call. */
  private static final Duration ATTEMPT = Duration.ofSeconds(4);

  /** All tries. The long retry is AWS's: it hands the event over again. */
  private static final Duration CALL = Duration.ofSeconds(9);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String address;

  private TemporalConnection(
      WorkflowServiceStubs stubs, WorkflowClientOptions options, String address) {
    this.stubs = stubs;
    this.client = WorkflowClient.newInstance(stubs, options);
    this.address = address;
  }

  /**
   * Not tried out yet: the first call does that, and says what is wrong.
   *
   * @throws Trouble when the settings cannot be used
   */
  static TemporalConnection of(Map<String, String> env) {
    try {
      ClientConfigProfile profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(env).build());
      if (profile.getAddress() == null) {
        throw new Trouble(
            "The function is not set up: TEMPORAL_ADDRESS is not set; it has to be like"
                + " temporal.example.org:7233.");
      }
      return new TemporalConnection(
          WorkflowServiceStubs.newServiceStubs(withDeadlines(profile)),
          WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
              .setDataConverter(Payloads.converter())
              .validateAndBuildWithDefaults(),
          profile.getAddress());
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new Trouble("The settings for Temporal cannot be used: " + e.getMessage());
    }
  }

  private static WorkflowServiceStubsOptions withDeadlines(ClientConfigProfile profile) {
    return WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
        .setRpcTimeout(ATTEMPT)
        .setRpcRetryOptions(
            RpcRetryOptions.newBuilder().setExpiration(CALL).validateBuildWithDefaults())
        .validateAndBuildWithDefaults();
  }

  WorkflowClient client() {
    return client;
  }

  /**
   * Between two alarms AWS stops the process for minutes or hours, and what lies between here and
   * the server forgets the connection meanwhile. A call on it would hang, so the next one gets a
   * new connection.
   */
  void wakeUp() {
    stubs.getRawChannel().enterIdle();
  }

  void close() {
    stubs.shutdownNow();
  }

  /** What went wrong between here and Temporal, with what to do about it; else the failure. */
  RuntimeException told(RuntimeException failure) {
    StatusRuntimeException status = cause(failure, StatusRuntimeException.class);
    if (status != null) {
      return told(status);
    }
    ApplicationFailure refusal = cause(failure, ApplicationFailure.class);
    return refusal == null
        ? failure
        : new Trouble("The monitor could not take the start: " + refusal.getOriginalMessage());
  }

  private Trouble told(StatusRuntimeException status) {
    String said = status.getStatus().getCode() + ": " + status.getStatus().getDescription();
    return switch (status.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED ->
          new Trouble(
              "Temporal cannot be reached at "
                  + address
                  + "; is it running, is TEMPORAL_ADDRESS right, and may this function connect to"
                  + " it (network, security group)? ("
                  + said
                  + ")");
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          new Trouble(
              "Temporal at "
                  + address
                  + " refuses; see TEMPORAL_API_KEY, TEMPORAL_TLS and TEMPORAL_NAMESPACE. ("
                  + said
                  + ")");
      default -> new Trouble("Temporal at " + address + " answered " + said + ".");
    };
  }

  private static <T extends Throwable> T cause(Throwable failure, Class<T> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return kind.cast(at);
      }
    }
    return null;
  }
}
