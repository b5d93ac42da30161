package org.distributedmonitor.starter;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.StatusUtils;

/** What went wrong between here and Temporal, told in one line with what to do about it. */
public final class Failures {

  private Failures() {}

  /** The failure as a trouble of its own kind; one that already is stays as it is. */
  static RuntimeException told(Temporal temporal, RuntimeException failure) {
    if (failure instanceof Trouble) {
      return failure;
    }
    StatusRuntimeException status = cause(failure, StatusRuntimeException.class);
    if (status != null) {
      return ofStatus(temporal, status);
    }
    ApplicationFailure refused = cause(failure, ApplicationFailure.class);
    if (refused != null && failure instanceof WorkflowUpdateException) {
      return Trouble.failed(refused.getOriginalMessage());
    }
    return failure;
  }

  static Trouble unreachable(String address, RuntimeException failure) {
    StatusRuntimeException status = cause(failure, StatusRuntimeException.class);
    if (status != null && refused(status)) {
      return refused(address, status);
    }
    return Trouble.unreachable(
        "Temporal cannot be reached at " + address + "; is it running, is TEMPORAL_ADDRESS right?");
  }

  static boolean is(RuntimeException failure, Status.Code code) {
    StatusRuntimeException status = cause(failure, StatusRuntimeException.class);
    return status != null && status.getStatus().getCode() == code;
  }

  /** Whether the server has no such thing, though it has the namespace. */
  static boolean absent(RuntimeException failure) {
    StatusRuntimeException status = cause(failure, StatusRuntimeException.class);
    return status != null
        && status.getStatus().getCode() == Status.Code.NOT_FOUND
        && !namespaceMissing(status);
  }

  private static boolean namespaceMissing(StatusRuntimeException status) {
    String message = String.valueOf(status.getStatus().getDescription());
    return status.getStatus().getCode() == Status.Code.NOT_FOUND
        && (StatusUtils.hasFailure(status, NamespaceNotFoundFailure.class)
            || message.startsWith("Namespace"));
  }

  private static Trouble ofStatus(Temporal temporal, StatusRuntimeException status) {
    if (namespaceMissing(status)) {
      return Trouble.unreachable(
          "Temporal at "
              + temporal.address()
              + " has no namespace "
              + temporal.namespace()
              + "; is TEMPORAL_NAMESPACE right?");
    }
    if (refused(status)) {
      return refused(temporal.address(), status);
    }
    return switch (status.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED ->
          unreachable(temporal.address(), new IllegalStateException());
      default ->
          Trouble.failed(
              "Temporal at "
                  + temporal.address()
                  + " answered "
                  + status.getStatus().getCode()
                  + ": "
                  + status.getStatus().getDescription());
    };
  }

  private static boolean refused(StatusRuntimeException status) {
    Status.Code code = status.getStatus().getCode();
    return code == Status.Code.PERMISSION_DENIED || code == Status.Code.UNAUTHENTICATED;
  }

  private static Trouble refused(String address, StatusRuntimeException status) {
    return Trouble.unreachable(
        "Temporal at "
            + address
            + " refuses: "
            + status.getStatus().getDescription()
            + "; see TEMPORAL_API_KEY, TEMPORAL_TLS and TEMPORAL_NAMESPACE");
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
