package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.Pending;

/** Reads the queue once beside the watch, when somebody asks for it. */
final class QueueGlance {

  /** A reading as new as this serves the next order, too: alarms ring twice and more. */
  private static final Duration NEW_ENOUGH = Duration.ofSeconds(30);

  private static final String WHAT = "The queue, beside its watch,";

  private final RunState state;
  private final Pending<QueueSighting> glance = new Pending<>();

  QueueGlance(RunState state) {
    this.state = state;
  }

  boolean hasNews() {
    return glance.arrived() || (glance.idle() && state.orders().readQueue());
  }

  /**
   * Takes what has arrived and looks when that was ordered.
   *
   * @return whether there is a new reading
   */
  boolean takeNews() {
    Instant now = Clock.now();
    boolean read = glance.arrived() && take(now);
    if (glance.idle() && state.orders().readQueue()) {
      if (state.queue().glancedAt() != null
          && now.isBefore(state.queue().glancedAt().plus(NEW_ENOUGH))) {
        state.orders().queueRead();
      } else {
        look(now);
      }
    }
    return read;
  }

  /** One of which nothing is heard is begun anew, as the order stands. */
  void listen() {
    if (glance.silentFor(state.timing().patience(Activities.SILENT_STEP))) {
      state.silence().tell(WHAT);
      state.silence().beginsAnew(WHAT, glance.since());
      glance.cancel();
    }
  }

  /** Given up, the order stands: the next execution looks. */
  void stop() {
    glance.cancel();
  }

  private void look(Instant now) {
    QueueActivities activity = Activities.queue("Read the queue now, as was asked");
    QueueWatch order =
        new QueueWatch(state.run(), state.queue().newest(), now, state.timing().pollInterval());
    glance.start(() -> Async.function(activity::lookAtQueue, order));
  }

  /** What kept it from being read is the watch's to tell: it meets it too. */
  private boolean take(Instant now) {
    state.orders().queueRead();
    state.queue().glanceEnded(now);
    state.silence().ended(WHAT);
    try {
      state.queue().glanced(glance.take());
      return true;
    } catch (ActivityFailure failure) {
      return false;
    }
  }
}
