package org.distributedmonitor.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** An activity that runs beside the main loop, one at a time. */
public final class Pending<T> {

  private Promise<T> promise;
  private CancellationScope scope;
  private Instant since;

  public void start(Functions.Func<Promise<T>> work) {
    since = Clock.now();
    scope = Workflow.newCancellationScope(() -> promise = work.apply());
    scope.run();
  }

  public boolean idle() {
    return promise == null;
  }

  public boolean running() {
    return promise != null && !promise.isCompleted();
  }

  public boolean arrived() {
    return promise != null && promise.isCompleted();
  }

  /** Whether it has been running for longer than it is given. */
  public boolean silentFor(Duration patience) {
    return running() && Clock.now().isAfter(since.plus(patience));
  }

  /** When it was begun; null before the first time. */
  public Instant since() {
    return since;
  }

  /** What it brought; throws the activity's failure. */
  public T take() {
    Promise<T> arrived = promise;
    promise = null;
    return arrived.get();
  }

  /** Gives it up; whatever it would have brought is not waited for. */
  public void cancel() {
    if (running()) {
      scope.cancel();
    }
    promise = null;
  }
}
