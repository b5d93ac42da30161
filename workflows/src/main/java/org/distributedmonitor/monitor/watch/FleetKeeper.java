package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.FleetActivities;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.state.Silence;
import org.distributedmonitor.policy.CheapestRule;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.policy.RemainingJobs;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;
import org.distributedmonitor.workflow.Pending;

/**
 * Scales the fleets down, guards their machines, sweeps their alarms and makes them cheapest, each
 * when it is due. Only one of these is under way at a time, so that none undoes another.
 */
public final class FleetKeeper {

  /** A sweep that is due this soon before or after a look at the fleet goes with it. */
  private static final Duration SHARED = Duration.ofMinutes(1);

  private static final String WHAT = "The fleet";

  private static final Duration CHEAPEST_AGAIN = Duration.ofMinutes(1);

  private final RunState state;
  private final DueTimer scaleDown = new DueTimer("Next scale-down");
  private final DueTimer sweep = new DueTimer("Next alarm sweep");
  private final DueTimer cheapest = new DueTimer("Lower to one machine (cheapest mode)");
  private final FleetFindings findings;
  private final Pending<FleetReview> review = new Pending<>();
  private List<String> beingMadeCheapest = List.of();

  /** Whether the look under way is to guard machines, so that it knows what to warn of. */
  private boolean guarding;

  public FleetKeeper(RunState state) {
    this.state = state;
    this.findings = new FleetFindings(state);
  }

  public void keepTimers(boolean mayAct) {
    scaleDown.runTowards(state.schedule().nextScaleDown());
    sweep.runTowards(sweepGoesWithScaleDown() ? null : state.schedule().nextSweep());
    cheapest.runTowards(mayAct ? nextCheapest() : null);
  }

  public boolean hasNews() {
    return review.arrived()
        || scaleDown.fired()
        || (review.idle() && (sweep.fired() || cheapest.fired()));
  }

  /**
   * Takes what has arrived and starts what is due.
   *
   * @param trusted whether the monitor file is believed; while it is not, fleets are only looked at
   * @param held whether a person has suspended scale-down and cheapest mode
   */
  public void takeNews(boolean trusted, boolean held) {
    if (review.arrived()) {
      takeReview();
    }
    if (state.schedule().nothingWaits() && trusted && !state.surveys().fleetUnseen()) {
      bringForward(Clock.now());
    }
    Instant now = Clock.now();
    if (!review.idle() && scaleDown.fired() && !giveUpSilentReview()) {
      scaleDown.stop();
      state.schedule().lookAt(now.plus(state.timing().scaleDownInterval()));
    }
    if (!review.idle()) {
      return;
    }
    if (cheapest.fired() && trusted && !held) {
      makeCheapest(now);
    } else if (scaleDown.fired()) {
      look(now, trusted, held);
    } else if (sweep.fired()) {
      sweepOnly(now, trusted);
    }
  }

  /** Nothing is heard of a look at the fleets that would have ended long ago by its own time. */
  private boolean giveUpSilentReview() {
    if (Silence.noWorkerRan(state.schedule().nextScaleDown())
        || !review.silentFor(state.timing().patience(Activities.SILENT_LOOK))) {
      return false;
    }
    state.silence().tell(WHAT);
    state.silence().beginsAnew(WHAT, review.since());
    beingMadeCheapest = List.of();
    review.cancel();
    return true;
  }

  /** Whether a tick has come that the others may use as well. */
  public boolean ticks() {
    return scaleDown.fired();
  }

  public boolean busy() {
    return review.running();
  }

  /** Gives up what is under way: it is silent, or the execution ends. */
  public void giveUp() {
    if (review.running()) {
      review.cancel();
      beingMadeCheapest = List.of();
    }
  }

  public void stop() {
    review.cancel();
    stopTimers();
  }

  public void stopTimers() {
    scaleDown.stop();
    sweep.stop();
    cheapest.stop();
  }

  /**
   * No job waits any more: what is more than the jobs in process need is given up now and not at
   * the next tick. Where that comes and goes, looks come twice as often as ticks, and not more.
   */
  private void bringForward(Instant now) {
    state.schedule().setNothingWaits(false);
    Instant allowed = halfway(state.schedule().lookedAt(), state.timing().scaleDownInterval());
    Instant look = allowed.isAfter(now) ? allowed : now;
    if (look.isBefore(state.schedule().nextScaleDown())) {
      state.schedule().lookAt(look);
    }
    boolean sweptLongAgo =
        !halfway(state.schedule().sweptAt(), state.timing().alarmSweepInterval()).isAfter(now);
    if (sweptLongAgo && look.isBefore(state.schedule().nextSweep())) {
      state.schedule().sweepAt(look);
    }
  }

  /** Half an interval after it was last done; if it never was, at any time. */
  private static Instant halfway(Instant last, Duration interval) {
    return last == null ? Instant.EPOCH : last.plus(interval.dividedBy(2));
  }

  /**
   * Two timers that fire together would have the one's work cancel the other's timer when it has
   * fired already, so such a sweep has no timer of its own.
   */
  private boolean sweepGoesWithScaleDown() {
    Duration apart =
        Duration.between(state.schedule().nextScaleDown(), state.schedule().nextSweep()).abs();
    return apart.compareTo(shared()) <= 0;
  }

  private Duration shared() {
    Duration half = state.timing().scaleDownInterval().dividedBy(2);
    return half.compareTo(SHARED) < 0 ? half : SHARED;
  }

  private Instant nextCheapest() {
    if (!state.schedule().cheapest()) {
      return null;
    }
    Instant due = CheapestRule.nextDue(state.fleets().all(), state.timing()).orElse(null);
    Instant notBefore = state.schedule().cheapestNotBefore();
    return due != null && notBefore != null && notBefore.isAfter(due) ? notBefore : due;
  }

  private void look(Instant now, boolean trusted, boolean held) {
    boolean sweepToo = !state.schedule().nextSweep().isAfter(now.plus(shared()));
    OptionalLong jobs =
        RemainingJobs.largest(state.queue().newest().readings(), now, state.timing());
    boolean lower =
        trusted && !held && jobs.isPresent() && !EmptyRule.looksEmpty(state.queue().newest());
    state.schedule().looked(now);
    state.schedule().lookAt(now.plus(untilNextLook(trusted && !held && jobs.isEmpty(), now)));
    if (sweepToo) {
      if (trusted) {
        state.schedule().swept(now);
      }
      state.schedule().sweepAt(now.plus(state.timing().alarmSweepInterval()));
    }
    scaleDown.stop();
    begin(
        new FleetReviewOrder(
            state.run(),
            state.fleets().changeableIds(),
            state.fleets().otherIds(),
            lower,
            jobs.orElse(0),
            state.assignment().jobsPerMachine(),
            trusted ? state.timing().guardAfter() : Duration.ZERO,
            sweepToo && trusted),
        sweepToo
            ? "Lower the fleet to the jobs that remain, and sweep alarms"
            : "Lower the fleet to the jobs that remain");
  }

  /**
   * After an outage there are too few readings to lower by, and a few minutes later there are
   * enough. While the outage lasts, looks are not made any more often than once.
   *
   * @param unread whether only readings were lacking to lower the fleet
   */
  private Duration untilNextLook(boolean unread, Instant now) {
    Duration enoughReadings = state.timing().pollInterval().multipliedBy(3);
    QueueReading newest = state.queue().newest().newest();
    boolean over = newest != null && newest.at().plus(enoughReadings).isAfter(now);
    boolean soon = unread && (over || !state.schedule().lookedUnread());
    state.schedule().setLookedUnread(unread);
    Duration interval = state.timing().scaleDownInterval();
    return soon && enoughReadings.compareTo(interval) < 0 ? enoughReadings : interval;
  }

  private void sweepOnly(Instant now, boolean trusted) {
    state.schedule().sweepAt(now.plus(state.timing().alarmSweepInterval()));
    sweep.stop();
    if (trusted) {
      state.schedule().swept(now);
      begin(
          new FleetReviewOrder(
              state.run(),
              state.fleets().changeableIds(),
              state.fleets().otherIds(),
              false,
              0,
              state.assignment().jobsPerMachine(),
              Duration.ZERO,
              true),
          "Delete the alarms of machines that are gone");
    }
  }

  private void begin(FleetReviewOrder order, String summary) {
    FleetActivities activity = Activities.fleets(summary);
    guarding = !order.guardAfter().isZero();
    review.start(() -> Async.function(activity::reviewFleets, order));
  }

  private void makeCheapest(Instant now) {
    List<FleetRecord> due = CheapestRule.due(state.fleets().all(), state.timing(), now);
    cheapest.stop();
    state.schedule().cheapestTried(now.plus(CHEAPEST_AGAIN));
    if (due.isEmpty()) {
      return;
    }
    beingMadeCheapest = due.stream().map(FleetRecord::fleetId).toList();
    boolean anotherHasTheMachine =
        state.fleets().stream()
            .anyMatch(fleet -> fleet.cheapestDone() && fleet.sighting().condition().launches());
    CheapestOrder order = new CheapestOrder(state.run(), beingMadeCheapest, anotherHasTheMachine);
    FleetActivities activity = Activities.fleets("Lower the fleet to one machine");
    guarding = false;
    review.start(() -> Async.function(activity::lowerToCheapest, order));
  }

  private void takeReview() {
    Instant now = Clock.now();
    List<String> cheapestOnes = beingMadeCheapest;
    beingMadeCheapest = List.of();
    state.silence().ended(WHAT);
    try {
      findings.take(review.take(), cheapestOnes, guarding, now);
    } catch (ActivityFailure failure) {
      findings.none(failure, now);
    }
  }
}
