package org.distributedmonitor.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/** An activity that runs beside the main loop, one at a time. */
final class Pending<T> {

  private Promise<T> promise;
  private CancellationScope scope;

  void start(Functions.Func<Promise<T>> work) {
    scope = Workflow.newCancellationScope(() -> promise = work.apply());
    scope.run();
  }

  boolean idle() {
    return promise == null;
  }

  boolean running() {
    return promise != null && !promise.isCompleted();
  }

  boolean arrived() {
    return promise != null && promise.isCompleted();
  }

  /** What it brought; throws the activity's failure. */
  T take() {
    Promise<T> arrived = promise;
    promise = null;
    return arrived.get();
  }

  /** Gives it up; whatever it would have brought is not waited for. */
  void cancel() {
    if (running()) {
      scope.cancel();
    }
    promise = null;
  }
}
