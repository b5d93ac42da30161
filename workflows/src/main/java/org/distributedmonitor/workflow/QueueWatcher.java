package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;

/** Keeps the watch of the queue going and remembers what it reports. */
final class QueueWatcher {

  /** A watch that fails is a fault of ours; it must not turn into a storm. */
  private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

  private final RunState state;
  private final Pending<QueueSighting> watch = new Pending<>();
  private final QueueGlance glance;
  private final DueTimer pause = new DueTimer("Watch the queue again");
  private Instant pausedUntil;
  private QueueWatch order;

  QueueWatcher(RunState state) {
    this.state = state;
    this.glance = new QueueGlance(state);
  }

  /**
   * Sees to it that a watch is going on that reports in time.
   *
   * @param ready whether the run may be cleaned up as soon as the queue is confirmed empty
   */
  void keepWatching(boolean ready) {
    Instant now = Clock.now();
    Instant reportAt = reportAt(ready, now);
    if (watch.running() && order.reportAt().isAfter(now) && reportAt.isBefore(order.reportAt())) {
      watch.cancel();
    }
    if (pausedUntil != null || !watch.idle()) {
      return;
    }
    boolean confirming = ready && EmptyRule.looksEmpty(state.queue.newest);
    Duration interval =
        confirming ? state.timing.confirmingPollInterval() : state.timing.pollInterval();
    order = new QueueWatch(state.run, state.queue.newest, reportAt, interval, quietUntil());
    QueueActivities activity =
        Activities.watch(interval, "Watch the queue, every " + Words.duration(interval));
    watch.start(() -> Async.function(activity::watchQueue, order));
  }

  boolean hasNews() {
    return watch.arrived() || pause.fired() || glance.hasNews();
  }

  void takeNews() {
    if (pause.fired()) {
      pause.stop();
      pausedUntil = null;
    }
    QueueSituation before = state.queue.newest.situation();
    if (watch.arrived()) {
      takeReport();
    }
    boolean asked = glance.takeNews();
    if (asked && watch.running() && overtaken()) {
      watch.cancel();
    }
    QueueSituation now = state.queue.newest.situation();
    if (now == QueueSituation.JOBS_IN_PROCESS && (asked || now != before)) {
      state.nothingWaits = true;
    }
    noteChange(before);
  }

  private void takeReport() {
    try {
      QueueSighting report = watch.take();
      if (order.isMereFlap(report)) {
        state.queue.flapped(report);
      } else {
        state.queue.sighted(report);
      }
    } catch (ActivityFailure failure) {
      state.queue.sighted(state.queue.newest.failed(Failures.reason(failure), false));
      pausedUntil = Clock.now().plus(AFTER_A_FAULT);
      pause.runTowards(pausedUntil);
    }
  }

  /** No row of empty looks goes on beside a look that says otherwise, nor the other way round. */
  private boolean overtaken() {
    QueueSighting known = order.known();
    QueueSighting newest = state.queue.newest;
    return known.situation() != newest.situation()
        && (EmptyRule.looksEmpty(known) || EmptyRule.looksEmpty(newest));
  }

  void stop() {
    watch.cancel();
    glance.stop();
    pause.stop();
    pausedUntil = null;
  }

  EmptyRule rule() {
    return Agenda.rule(state);
  }

  /** When the watch is to report whatever it sees: in time for the next decision. */
  private Instant reportAt(boolean ready, Instant now) {
    QueueSighting newest = state.queue.newest;
    if (ready && EmptyRule.looksEmpty(newest)) {
      Instant confirmed = rule().confirmedAt(newest);
      return confirmed.isAfter(now) ? confirmed : now;
    }
    return nextTick(state.nextScaleDown.minus(state.timing.pollInterval()), now);
  }

  /** While EC2 does not answer the tick stays overdue, and each look would be reported at once. */
  private Instant nextTick(Instant tick, Instant now) {
    if (tick.isAfter(now)) {
      return tick;
    }
    Duration interval = state.timing.scaleDownInterval();
    long missed = Duration.between(tick, now).dividedBy(interval);
    return tick.plus(interval.multipliedBy(missed + 1));
  }

  /** Where one job more or less waits each minute, nobody wants to be told each time. */
  private Instant quietUntil() {
    Instant told = state.queue.flappedAt;
    return told == null ? null : told.plus(state.timing.scaleDownInterval());
  }

  private void noteChange(QueueSituation before) {
    QueueSighting newest = state.queue.newest;
    if (newest.situation() != before && newest.situation() != null) {
      state.journal.note(Clock.now(), Words.situation(newest, state.run));
    }
  }
}
