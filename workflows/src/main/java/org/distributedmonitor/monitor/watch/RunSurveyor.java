package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.monitor.state.Adoption;
import org.distributedmonitor.monitor.state.Protection;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.policy.Diagnosis;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;
import org.distributedmonitor.workflow.Failures;
import org.distributedmonitor.workflow.Pending;

/**
 * Finds out what of the run there is and whose the fleets are: at the start, whenever a fleet is
 * handed over, and again while something is amiss.
 */
public final class RunSurveyor {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofHours(1);

  /** After so many surveys that could not see everything it is looked more seldom. */
  private static final int SOON_TRIES = 3;

  /**
   * A fleet whose owner only a machine can tell has its first one within minutes, as a rule; and
   * one that nobody could look at yet may be anybody's.
   */
  private static final int SOON_TRIES_FOR_AN_OWNER = 10;

  private static final Duration LATER_FOR_AN_OWNER = Duration.ofMinutes(10);

  private static final String WHAT = "What of the run there is";

  private final RunState state;
  private final Pending<RunSurvey> survey = new Pending<>();
  private final DueTimer timer = new DueTimer("Look again what of the run there is");

  public RunSurveyor(RunState state) {
    this.state = state;
  }

  public void keepTimer() {
    timer.runTowards(state.surveys().next());
  }

  public boolean hasNews() {
    return survey.arrived() || (survey.idle() && timer.fired());
  }

  public void takeNews() {
    if (survey.arrived()) {
      take();
    }
    if (survey.idle() && timer.fired()) {
      timer.stop();
      state.surveys().begin();
      RunActivities activity = Activities.run("See what of the run there is, and whose it is");
      survey.start(
          () ->
              Async.function(
                  activity::surveyRun,
                  state.run(),
                  state.fleets().ids(),
                  List.copyOf(state.fleets().strangers())));
    }
  }

  /** A survey of which nothing is heard is begun anew. */
  public void listen() {
    if (survey.silentFor(state.timing().patience(Activities.SILENT_STEP))) {
      state.silence().tell(WHAT);
      state.silence().beginsAnew(WHAT, survey.since());
      giveUp();
    }
  }

  /** Gives up what is under way; the next execution, or the next news, looks anew. */
  public void giveUp() {
    if (survey.running()) {
      survey.cancel();
      state.surveys().askAt(Clock.now());
    }
  }

  public boolean busy() {
    return survey.running();
  }

  public void stop() {
    survey.cancel();
    stopTimer();
  }

  public void stopTimer() {
    timer.stop();
  }

  /** What is wrong, as far as is known now. */
  public Diagnosis diagnosis() {
    return Diagnosis.of(
        state.run(),
        state.surveys().newest(),
        state.fleets().all(),
        state.queue().newest(),
        state.queue().everFound(),
        Clock.now());
  }

  private void take() {
    Instant now = Clock.now();
    boolean complete = false;
    state.silence().ended(WHAT);
    state.surveys().ended();
    try {
      RunSurvey seen = survey.take();
      complete = seen.unreadable().isEmpty();
      learn(seen, now);
      state.surveys().setProblem(null);
    } catch (ActivityFailure failure) {
      state.journal().note(now, "The run could not be surveyed: " + Failures.reason(failure));
      tell(failure, now);
    }
    boolean amiss =
        !diagnosis().trusted() || state.queue().newest().situation() == QueueSituation.MISSING;
    if (state.surveys().next() != null) {
      return;
    }
    if (state.fleets().stream().anyMatch(fleet -> fleet.unasked() || fleet.unseen())) {
      boolean soon = state.surveys().begun() < SOON_TRIES_FOR_AN_OWNER;
      state.surveys().askAt(now.plus(soon ? SOON : LATER_FOR_AN_OWNER));
    } else if (!complete || amiss) {
      state.surveys().askAt(now.plus(state.surveys().begun() < SOON_TRIES ? SOON : LATER));
    }
  }

  /** Before the first survey nothing may be torn down, so that nothing ever would be. */
  private void tell(ActivityFailure failure, Instant now) {
    if (state.surveys().newest() == null && state.surveys().begun() >= SOON_TRIES) {
      Instant since = state.surveys().problem() == null ? now : state.surveys().problem().since();
      state
          .surveys()
          .setProblem(
              new Problem(
                  "What of the run there is could not be seen: "
                      + Failures.reason(failure)
                      + " Until it can, nothing is scaled down or cleaned up.",
                  Failures.blocked(failure).remedy(),
                  since));
    }
  }

  private void learn(RunSurvey seen, Instant now) {
    state.surveys().learn(seen);
    seen.fleets().forEach(fleet -> seen(fleet, now));
    Adoption.take(state, seen.others(), now);
    if (seen.tagsSeen()) {
      Protection.seen(state, seen.protectedMachines(), now);
    }
  }

  /**
   * Before fleets are cancelled of which nobody knows yet whose they are, they are looked at once
   * more, for seconds. When it fails, the monitor file's word is taken: the money does not wait.
   */
  public void lookAtUnseenFleets() {
    if (state.fleets().stream().noneMatch(FleetRecord::unseen)) {
      return;
    }
    RunActivities activity = Activities.lastLookAtFleets();
    List<String> strangers = List.copyOf(state.fleets().strangers());
    try {
      Reading.once(
              state,
              "Whose the fleets are",
              Activities.SILENT_LAST_LOOK,
              () ->
                  Async.function(activity::surveyRun, state.run(), state.fleets().ids(), strangers))
          .ifPresent(seen -> learn(seen, Clock.now()));
    } catch (ActivityFailure failure) {
      state
          .journal()
          .warn(
              "Nobody could look whose the run's fleets are before they were cancelled: "
                  + Failures.reason(failure));
    }
  }

  private void seen(FleetSighting sighting, Instant now) {
    if (!state.fleets().knows(sighting.fleetId())) {
      return;
    }
    FleetRecord fleet = Protection.seen(state, sighting, now);
    String unproven =
        "The launch user data of the fleet "
            + fleet.fleetId()
            + " does not say whose it is; the monitor file's word is taken.";
    if (fleet.sighting().ownership() == Ownership.UNPROVEN && sighting.condition().launches()) {
      state.journal().warn(unproven);
    } else {
      state.journal().withdraw(unproven);
    }
  }
}
