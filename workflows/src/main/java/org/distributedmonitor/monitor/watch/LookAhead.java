package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.PreflightActivities;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.preflight.PreflightOrder;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;
import org.distributedmonitor.workflow.Failures;
import org.distributedmonitor.workflow.Pending;

/**
 * Asks at the start of a run what will be refused at its end, when there are hours left to put it
 * right, and again while there is something to put right. Nothing waits for it.
 */
public final class LookAhead {

  private static final Duration AGAIN = Duration.ofHours(1);

  private static final String WHAT = "What will be refused at the end";

  private final RunState state;
  private final Pending<Preflight> look = new Pending<>();
  private final DueTimer timer = new DueTimer("Look again what will be refused at the end");

  public LookAhead(RunState state) {
    this.state = state;
  }

  public void keepTimer() {
    timer.runTowards(state.preflight().next());
  }

  public boolean hasNews() {
    return look.arrived() || (look.idle() && timer.fired());
  }

  public void takeNews() {
    if (look.arrived()) {
      take();
    }
    if (look.idle() && timer.fired()) {
      timer.stop();
      state.preflight().askAt(null);
      String deadLetters =
          state.queue().facts() == null ? "" : state.queue().facts().deadLetterArn();
      PreflightOrder order =
          new PreflightOrder(state.run(), state.fleets().actableIds(), deadLetters);
      PreflightActivities activity = Activities.preflight();
      look.start(() -> Async.function(activity::lookAhead, order));
    }
  }

  /** A look of which nothing is heard is begun anew. */
  public void listen() {
    if (look.silentFor(state.timing().patience(Activities.SILENT_LOOK))) {
      state.silence().tell(WHAT);
      state.silence().beginsAnew(WHAT, look.since());
      giveUp();
    }
  }

  /** Gives up what is under way; the next execution, or the next news, looks anew. */
  public void giveUp() {
    if (look.running()) {
      look.cancel();
      state.preflight().askAt(Clock.now());
    }
  }

  public boolean busy() {
    return look.running();
  }

  /** A look that is under way changes nothing and may end by itself. */
  public void stopTimer() {
    timer.stop();
  }

  private void take() {
    Instant now = Clock.now();
    boolean amissBefore =
        state.preflight().newest() != null && !state.preflight().newest().findings().isEmpty();
    boolean amiss;
    state.silence().ended(WHAT);
    try {
      state.preflight().learn(look.take());
      amiss = !state.preflight().newest().findings().isEmpty();
    } catch (ActivityFailure failure) {
      state
          .journal()
          .note(
              now,
              "What will be refused at the end could not be asked: " + Failures.reason(failure));
      amiss = true;
    }
    if (amissBefore && !amiss) {
      state.journal().note(now, "Nothing that the end of the run needs is refused any more.");
    }
    if (amiss && state.preflight().next() == null) {
      state.preflight().askAt(now.plus(AGAIN));
    }
  }
}
