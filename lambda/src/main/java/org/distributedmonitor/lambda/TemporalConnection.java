package org.distributedmonitor.lambda;

import io.grpc.StatusRuntimeException;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;

/** The connection as a function has it, once for all alarms, and what goes wrong on it. */
final class TemporalConnection {

  /** One try of a call. */
  private static final Duration ATTEMPT = Duration.ofSeconds(4);

  /** All tries. The long retry is AWS's: it hands the event over again. */
  private static final Duration CALL = Duration.ofSeconds(9);

  private TemporalConnection() {}

  /**
   * Not tried out yet: the first call does that, and says what is wrong.
   *
   * @throws Trouble when the settings cannot be used
   */
  public static Temporal of(Map<String, String> env, String taskQueue) {
    try {
      ClientConfigProfile profile = Temporal.profile(env);
      if (profile.getAddress() == null) {
        throw new Trouble(
            "The function is not set up: TEMPORAL_ADDRESS is not set; it has to be like"
                + " temporal.example.org:7233.");
      }
      return new Temporal(profile, withDeadlines(profile), profile.getAddress(), taskQueue);
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

  /** What went wrong between here and Temporal, with what to do about it; else the failure. */
  static RuntimeException told(Temporal temporal, RuntimeException failure) {
    Optional<StatusRuntimeException> said =
        TemporalTrouble.cause(failure, StatusRuntimeException.class);
    if (said.isPresent()) {
      return told(temporal.address(), said.get());
    }
    Optional<ApplicationFailure> refusal = TemporalTrouble.cause(failure, ApplicationFailure.class);
    return refusal.isEmpty()
        ? failure
        : new Trouble(
            "The monitor could not take the start: " + refusal.get().getOriginalMessage());
  }

  private static Trouble told(String address, StatusRuntimeException status) {
    String said = status.getStatus().getCode() + ": " + status.getStatus().getDescription();
    String words =
        switch (TemporalTrouble.Kind.of(status)) {
          case UNREACHABLE ->
              """
              Temporal cannot be reached at %s; is it running, is TEMPORAL_ADDRESS right, and may \
              this function connect to it (network, security group)? (%s)""";
          case REFUSED ->
              """
              Temporal at %s refuses; see TEMPORAL_API_KEY, TEMPORAL_TLS and TEMPORAL_NAMESPACE. \
              (%s)""";
          case NO_NAMESPACE, ABSENT, NO_WORKER, OTHER -> "Temporal at %s answered %s.";
        };
    return new Trouble(words.formatted(address, said));
  }
}
