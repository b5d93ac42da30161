package org.distributedmonitor.client.connection;

import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.serviceclient.StatusUtils;
import java.util.Optional;

/**
 * What went wrong between here and Temporal, or with the worker behind it, told in one line with
 * what to do about it.
 */
public final class TemporalTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What a trouble is about. */
  public enum Kind {
    /** Nobody answers, or the settings are such that nobody can. */
    UNREACHABLE,
    /** The server does not let this client in. */
    REFUSED,
    /** The server has no such namespace. */
    NO_NAMESPACE,
    /** The server has the namespace, but in it no such thing. */
    ABSENT,
    /** Nobody works for the server, or whoever does fails. */
    NO_WORKER,
    /** Anything else. */
    OTHER;

    /** What the server's answer is about. */
    public static Kind of(StatusRuntimeException said) {
      return switch (said.getStatus().getCode()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> UNREACHABLE;
        case PERMISSION_DENIED, UNAUTHENTICATED -> REFUSED;
        case NOT_FOUND -> namespaceMissing(said) ? NO_NAMESPACE : ABSENT;
        default -> OTHER;
      };
    }

    private static boolean namespaceMissing(StatusRuntimeException said) {
      return StatusUtils.hasFailure(said, NamespaceNotFoundFailure.class)
          || String.valueOf(said.getStatus().getDescription()).startsWith("Namespace");
    }
  }

  public TemporalTrouble(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static TemporalTrouble of(Temporal temporal, StatusRuntimeException said) {
    Kind kind = Kind.of(said);
    return switch (kind) {
      case UNREACHABLE -> unreachable(temporal.address());
      case REFUSED -> refused(temporal.address(), said);
      case NO_NAMESPACE ->
          new TemporalTrouble(
              kind,
              "Temporal at %s has no namespace %s; is TEMPORAL_NAMESPACE right?"
                  .formatted(temporal.address(), temporal.namespace()));
      case ABSENT, NO_WORKER, OTHER ->
          new TemporalTrouble(
              kind,
              "Temporal at %s answered %s: %s"
                  .formatted(
                      temporal.address(),
                      said.getStatus().getCode(),
                      said.getStatus().getDescription()));
    };
  }

  /** Nobody there has answered as a Temporal server does. */
  static TemporalTrouble unreachable(String address) {
    return new TemporalTrouble(
        Kind.UNREACHABLE,
        "Temporal cannot be reached at " + address + "; is it running, is TEMPORAL_ADDRESS right?");
  }

  static TemporalTrouble refused(String address, StatusRuntimeException said) {
    return new TemporalTrouble(
        Kind.REFUSED,
        "Temporal at %s refuses: %s; see TEMPORAL_API_KEY, TEMPORAL_TLS and TEMPORAL_NAMESPACE"
            .formatted(address, said.getStatus().getDescription()));
  }

  /** Temporal is there, but nobody works for it. */
  public static TemporalTrouble noWorker(Temporal temporal, String taskQueue) {
    return new TemporalTrouble(
        Kind.NO_WORKER,
        "%s at %s; start one with bin/worker, then repeat"
            .formatted(noWorkerAnswers(taskQueue), temporal.address()));
  }

  /** The same, where all else is well. */
  public static String nothingWatched(String taskQueue) {
    return noWorkerAnswers(taskQueue) + ": nothing is watched until one runs (bin/worker)";
  }

  public static String noWorkerAnswers(String taskQueue) {
    return "no worker answers on the task queue " + taskQueue;
  }

  /** A worker is there, and fails on this run. */
  public static TemporalTrouble workerFails(String workflowId, WorkerFailure failure) {
    return new TemporalTrouble(
        Kind.NO_WORKER,
        "the worker fails on %s, so its run is not watched (%s); %s"
            .formatted(workflowId, failure.cause(), WorkerFailure.REMEDY));
  }

  /** Somebody wants this process to end. */
  public static TemporalTrouble interrupted() {
    Thread.currentThread().interrupt();
    return new TemporalTrouble(Kind.OTHER, "interrupted");
  }

  /** The outermost cause of that kind. */
  public static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the server, or a worker, has to be there again before anything can go on. */
  public boolean unreachable() {
    return switch (kind) {
      case UNREACHABLE, REFUSED, NO_NAMESPACE, NO_WORKER -> true;
      case ABSENT, OTHER -> false;
    };
  }

  public void raise() {
    throw this;
  }
}
