package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** By which error codes AWS says that a thing is not there (any more), for each kind of thing. */
public enum Gone {
  QUEUE("NonExistentQueue", "QueueDoesNotExist"),
  FLEET("InvalidSpotFleetRequestId.NotFound"),
  MACHINE("InvalidInstanceID.NotFound"),
  /** A service that drains cannot be updated or deleted again: it is on its way out. */
  SERVICE("ServiceNotFound", "ServiceNotActive", "ClusterNotFound"),
  CLUSTER("ClusterNotFound"),
  /** ECS has no code of its own for this one. */
  TASK_DEFINITION() {
    @Override
    public boolean said(SdkException e) {
      String code = ErrorCode.of(e);
      String words = ErrorCode.words(e);
      return (code.equals("Client") || code.equals("InvalidParameter"))
          && (words.contains("does not exist")
              || words.contains("Unable to describe task definition"));
    }
  },
  ALARM("ResourceNotFound"),
  DASHBOARD("ResourceNotFound", "DashboardNotFoundError"),
  LOG_GROUP("ResourceNotFound"),
  BUCKET("NoSuchBucket"),
  OBJECT("NoSuchKey"),
  TOPIC("NotFound"),
  EXPORT_TASK("ResourceNotFound");

  private final Set<String> codes;

  Gone(String... codes) {
    this.codes = Set.of(codes);
  }

  /** Makes a call; empty when AWS says that the thing is not there. */
  public <T> Optional<T> or(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (ApplicationFailure failure) {
      if (said(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Whether that is what the failure was made of. */
  public boolean said(ApplicationFailure failure) {
    return AwsFailures.answer(failure).filter(this::said).isPresent();
  }

  /** Whether the error says that the thing is not there. */
  public boolean said(SdkException e) {
    return codes.contains(ErrorCode.of(e));
  }
}
