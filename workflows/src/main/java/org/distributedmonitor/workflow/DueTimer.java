package org.distributedmonitor.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** A Temporal timer towards an instant that is kept in the run's state. */
public final class DueTimer {

  private final String summary;
  private Instant due;
  private Promise<Void> timer;
  private CancellationScope scope;

  /**
   * A timer that is not running yet.
   *
   * @param summary what the Web UI's timeline calls it
   */
  public DueTimer(String summary) {
    this.summary = summary;
  }

  /** Sees to it that the timer runs towards this instant; null stops it. */
  public void runTowards(Instant wanted) {
    if (wanted != null && wanted.equals(due)) {
      return;
    }
    stop();
    if (wanted == null) {
      return;
    }
    due = wanted;
    Duration left = Duration.between(Clock.now(), wanted);
    scope =
        Workflow.newCancellationScope(
            () ->
                timer =
                    Workflow.newTimer(
                        left.isNegative() ? Duration.ZERO : left,
                        TimerOptions.newBuilder().setSummary(summary).build()));
    scope.run();
  }

  public boolean fired() {
    return timer != null && timer.isCompleted();
  }

  public void stop() {
    if (timer != null && !timer.isCompleted()) {
      scope.cancel();
    }
    due = null;
    timer = null;
  }
}
