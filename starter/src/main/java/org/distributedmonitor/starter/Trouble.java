package org.distributedmonitor.starter;

/** Why a command could not do what was asked: one line for people, and the exit code. */
final class Trouble extends RuntimeException {

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NO_SUCH_RUN = 3;
  static final int UNREACHABLE = 4;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Trouble(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static Trouble failed(String message) {
    return new Trouble(FAILED, message);
  }

  static Trouble usage(String message) {
    return new Trouble(USAGE, message);
  }

  static Trouble noSuchRun(String message) {
    return new Trouble(NO_SUCH_RUN, message);
  }

  static Trouble unreachable(String message) {
    return new Trouble(UNREACHABLE, message);
  }

  /** Temporal is there, but nobody works for it. */
  static Trouble noWorker(Temporal temporal, String taskQueue) {
    return new Trouble(
        UNREACHABLE,
        "no worker answers on the task queue "
            + taskQueue
            + " at "
            + temporal.address()
            + "; start one with bin/worker, then repeat");
  }

  /** A worker is there, and fails on this run. */
  static Trouble workerFails(String workflowId, WorkerFailure failure) {
    return new Trouble(UNREACHABLE, fails(workflowId, failure) + "; " + WorkerFailure.REMEDY);
  }

  /** The same as a warning, where all else is well. */
  static String notWatched(String workflowId, WorkerFailure failure) {
    return "warning: " + fails(workflowId, failure) + "; " + WorkerFailure.REMEDY;
  }

  private static String fails(String workflowId, WorkerFailure failure) {
    return "the worker fails on "
        + workflowId
        + ", so its run is not watched ("
        + failure.cause()
        + ")";
  }

  /** That nobody works, as a warning where all else is well. */
  static String nothingWatched(Temporal temporal) {
    return "warning: no worker answers on the task queue "
        + temporal.taskQueue()
        + ": nothing is watched until one runs (bin/worker)";
  }

  void raise() {
    throw this;
  }

  int exitCode() {
    return exitCode;
  }
}
