package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.state.Silence;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.policy.RetryRule;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;
import org.distributedmonitor.workflow.Failures;
import org.distributedmonitor.workflow.Pending;

/** Keeps the watch of the queue going and remembers what it reports. */
public final class QueueWatcher {

  /** What people read of it when nothing is heard. */
  private static final String WHAT = "The queue";

  /** A watch reports at each look at the fleets; one that is silent for longer is begun anew. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

  private static final int SILENT_INTERVALS = 3;

  /** One that was begun anew reports its first look, so that it is heard of in this time. */
  private static final int HEARD_WITHIN = 2;

  private final RunState state;
  private final Pending<QueueSighting> watch = new Pending<>();
  private final QueueGlance glance;
  private final DueTimer pause = new DueTimer("Watch the queue again");
  private final DueTimer hearing = new DueTimer("Hear of the watch");
  private Instant pausedUntil;
  private QueueWatch order;

  /** When the watch last told anything, or was begun. */
  private Instant heardAt;

  /** When it is to be heard of that was begun anew; null when none was. */
  private Instant hearBy;

  /** How often in a row it has ended without a report. */
  private int faults;

  public QueueWatcher(RunState state) {
    this.state = state;
    this.glance = new QueueGlance(state);
  }

  /**
   * Sees to it that a watch is going on that reports in time.
   *
   * @param ready whether the run may be cleaned up as soon as the queue is confirmed empty
   */
  public void keepWatching(boolean ready) {
    Instant now = Clock.now();
    Instant reportAt = reportAt(ready, now);
    if (watch.running() && order.reportAt().isAfter(now) && reportAt.isBefore(order.reportAt())) {
      watch.cancel();
    }
    if (pausedUntil != null || !watch.idle()) {
      return;
    }
    boolean confirming = ready && EmptyRule.looksEmpty(state.queue().newest());
    Duration interval =
        confirming ? state.timing().confirmingPollInterval() : state.timing().pollInterval();
    boolean anew = state.silence().anew(WHAT);
    order =
        new QueueWatch(
            state.run(), state.queue().newest(), anew ? now : reportAt, interval, quietUntil());
    QueueActivities activity =
        Activities.watch(interval, "Watch the queue, every " + Words.duration(interval));
    watch.start(() -> Async.function(activity::watchQueue, order));
    heardAt = now;
    if (anew) {
      hearBy = now.plus(interval.multipliedBy(HEARD_WITHIN));
      hearing.runTowards(hearBy);
    }
  }

  /** Begins a watch anew of which nothing is heard, with all that is known of the queue. */
  public void listen() {
    glance.listen();
    if (watch.running() && Clock.now().isAfter(heardAt.plus(longestSilence()))) {
      state.silence().beginsAnew(WHAT, heardAt);
      watch.cancel();
    }
  }

  /** A watch that has failed is not waited for any longer. */
  public void tryAtOnce() {
    pause.stop();
    pausedUntil = null;
  }

  private Duration longestSilence() {
    Duration intervals = order.interval().multipliedBy(SILENT_INTERVALS);
    Duration least = state.timing().scaled(LONGEST_SILENCE);
    return intervals.compareTo(least) > 0 ? intervals : least;
  }

  public boolean hasNews() {
    return watch.arrived() || pause.fired() || hearing.fired() || glance.hasNews();
  }

  public void takeNews() {
    if (hearing.fired()) {
      hearing.stop();
      if (Silence.noWorkerRan(hearBy)) {
        hearBy = Clock.now().plus(order.interval().multipliedBy(HEARD_WITHIN));
        hearing.runTowards(hearBy);
      } else {
        state.silence().tell(WHAT);
      }
    }
    if (pause.fired()) {
      pause.stop();
      pausedUntil = null;
    }
    QueueSituation before = state.queue().newest().situation();
    if (watch.arrived()) {
      takeReport();
    }
    boolean asked = glance.takeNews();
    if (asked && watch.running() && overtaken()) {
      watch.cancel();
    }
    QueueSituation now = state.queue().newest().situation();
    if (now == QueueSituation.JOBS_IN_PROCESS && (asked || now != before)) {
      state.schedule().setNothingWaits(true);
    }
    noteChange(before);
  }

  private void takeReport() {
    heardAt = Clock.now();
    hearing.stop();
    state.silence().ended(WHAT);
    try {
      QueueSighting report = watch.take();
      faults = 0;
      if (order.isMereFlap(report)) {
        state.queue().flapped(report);
      } else {
        state.queue().sighted(report);
      }
    } catch (ActivityFailure failure) {
      Instant now = Clock.now();
      state.queue().sighted(state.queue().newest().failed(Failures.reason(failure), false, now));
      // A watch that ends so is a fault of ours; it must not turn into a storm.
      faults++;
      pausedUntil = now.plus(RetryRule.afterFaults(faults));
      pause.runTowards(pausedUntil);
    }
  }

  /** No row of empty looks goes on beside a look that says otherwise, nor the other way round. */
  private boolean overtaken() {
    QueueSighting known = order.known();
    QueueSighting newest = state.queue().newest();
    return known.situation() != newest.situation()
        && (EmptyRule.looksEmpty(known) || EmptyRule.looksEmpty(newest));
  }

  public void stop() {
    watch.cancel();
    glance.stop();
    pause.stop();
    hearing.stop();
    pausedUntil = null;
  }

  /** When the watch is to report whatever it sees: in time for the next decision. */
  private Instant reportAt(boolean ready, Instant now) {
    QueueSighting newest = state.queue().newest();
    Instant tick =
        nextTick(state.schedule().nextScaleDown().minus(state.timing().pollInterval()), now);
    // While looks fail nothing is confirmed, and each of them would be reported at once.
    if (ready && EmptyRule.looksEmpty(newest) && newest.failures() == 0) {
      Instant confirmed = state.emptyRule().confirmedAt(newest);
      Instant decision = confirmed.isAfter(now) ? confirmed : now;
      return decision.isBefore(tick) ? decision : tick;
    }
    return tick;
  }

  /** While EC2 does not answer the tick stays overdue, and each look would be reported at once. */
  private Instant nextTick(Instant tick, Instant now) {
    if (tick.isAfter(now)) {
      return tick;
    }
    Duration interval = state.timing().scaleDownInterval();
    long missed = Duration.between(tick, now).dividedBy(interval);
    return tick.plus(interval.multipliedBy(missed + 1));
  }

  /** Where one job more or less waits each minute, nobody wants to be told each time. */
  private Instant quietUntil() {
    Instant told = state.queue().flappedAt();
    return told == null ? null : told.plus(state.timing().scaleDownInterval());
  }

  private void noteChange(QueueSituation before) {
    QueueSighting newest = state.queue().newest();
    if (newest.situation() != before && newest.situation() != null) {
      state.journal().note(Clock.now(), newest.sentence(state.run().queue()));
    }
  }
}
