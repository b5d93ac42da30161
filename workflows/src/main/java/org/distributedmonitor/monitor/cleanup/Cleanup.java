package org.distributedmonitor.monitor.cleanup;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.FleetActivities;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.activity.ServiceActivities;
import org.distributedmonitor.cleanup.LateFleets;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.Step.Turn;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.state.Adoption;
import org.distributedmonitor.monitor.state.Protection;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.monitor.watch.Reading;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.workflow.Beside;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.Failures;

/**
 * Shuts the run down and removes it, money first: the fleet's cancellation is ordered before
 * anything else and waits for nothing.
 */
public final class Cleanup {

  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final Retries retries;

  public Cleanup(RunState state, Board board, Steps steps, Retries retries) {
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.retries = retries;
  }

  /**
   * Cleans the run up, as far as the exports of its logs. What is blocked, or goes on, is left to
   * others.
   *
   * @param queueTrusted whether the queue is believed to be this run's; if not, it is left alone
   * @return false when jobs came back, so that the run has to be watched on
   */
  public boolean run(boolean queueTrusted) {
    Instant now = Clock.now();
    if (!state.orders().finish()
        && (jobsCameBack(now) || state.orders().speakAgainstCleanup(Clock.now()))) {
      return false;
    }
    state.freeze(now, queueTrusted);
    Step.in(Turn.AT_ONCE).forEach(steps::begin);
    retries.begin();
    Promise<Void> others = Beside.begin(this::cancelLateFleets);
    state.journal().note(now, "Began to clean up: " + reason() + ".");
    board.enter(Phase.CLEANING_UP);

    Step.in(Turn.WHILE_JOBS_MAY_ARRIVE).forEach(steps::carryOut);
    if (steps.jobsArrived() > 0) {
      steps.giveUpCancelling();
      Workflow.await(() -> !steps.underWay(Step.STOP_SERVICE));
      others.get();
      retries.end();
      steps.giveUpAll();
      backToWatching();
      return false;
    }
    Step.in(Turn.QUEUE_GONE).forEach(steps::begin);
    others.get();
    awaitMachinesGone();
    Step.in(Turn.MACHINES_ENDED).forEach(steps::carryOut);
    Step.in(Turn.LAST).forEach(steps::begin);
    return true;
  }

  /** One last reading. When it fails, the newest one, seconds old, stands. */
  private boolean jobsCameBack(Instant now) {
    try {
      QueueActivities activity = Activities.lastLook();
      QueueWatch order =
          new QueueWatch(
              state.run(), state.queue().newest(), now, state.timing().confirmingPollInterval());
      Reading.once(
              state,
              "The queue, before the clean-up,",
              Activities.SILENT_LAST_LOOK,
              () -> Async.function(activity::lookAtQueue, order))
          .ifPresent(state.queue()::sighted);
    } catch (ActivityFailure failure) {
      return false;
    }
    return !EmptyRule.looksEmpty(state.queue().newest());
  }

  private String reason() {
    if (state.orders().finish()) {
      return "it was ordered";
    }
    return state.queue().newest().situation() == QueueSituation.MISSING
        ? "the queue is gone"
        : "the queue is empty";
  }

  /** A {@code startCluster} of the last minutes: nobody has looked for its fleet yet. */
  private void cancelLateFleets() {
    RunActivities activity = Activities.run("Look for other fleets of the run");
    try {
      LateFleets late =
          Reading.await(
              state,
              "Other fleets of the run",
              Activities.SILENT_STEP,
              () -> Async.function(activity::findLateFleets, steps.order()));
      boolean toCancel = Adoption.takeLate(state, late.fleets(), Clock.now());
      if (toCancel && steps.jobsArrived() == 0) {
        steps.begin(Step.CANCEL_FLEETS);
      }
    } catch (ActivityFailure failure) {
      // The closing look asks again, and says what nobody may see.
      return;
    }
  }

  private void awaitMachinesGone() {
    // Scaled as what listens for it is: a wait that is given up first would be begun anew for ever.
    Duration patience = state.timing().patience(Activities.MACHINES_PATIENCE);
    FleetActivities activity = Activities.machines(patience);
    try {
      MachineRoll roll =
          Reading.await(
              state,
              "Whether the run's machines have ended",
              Activities.MACHINES_PATIENCE.plus(Activities.SILENT_LOOK),
              () -> Async.function(activity::awaitMachinesGone, steps.order()));
      if (!roll.problem().isEmpty()) {
        state.journal().warn(roll.problem());
      } else {
        state.journal().note(Clock.now(), "All machines have ended.");
      }
    } catch (ActivityFailure failure) {
      state
          .journal()
          .warn(
              "Not all machines had ended after "
                  + Words.duration(Activities.MACHINES_PATIENCE)
                  + ": "
                  + Failures.reason(failure));
    }
  }

  /** The queue was kept; if a fleet is still on, its service gets its tasks back. */
  private void backToWatching() {
    Instant now = Clock.now();
    state
        .journal()
        .note(
            now,
            Words.count(steps.jobsArrived(), "job")
                + " arrived while the run was being cleaned up; the queue is kept.");
    if (anyFleetIsOn() && state.cleanup().formerTasks() > 0) {
      ServiceActivities activity = Activities.service("Give the service its tasks back");
      try {
        StepOutcome restored =
            Reading.await(
                state,
                "Whether the service has its tasks back",
                Activities.SILENT_STEP,
                () ->
                    Async.function(
                        activity::restoreService, steps.order(), state.cleanup().formerTasks()));
        state.journal().note(now, "Gave the service its tasks back. " + restored.detail());
      } catch (ActivityFailure failure) {
        state
            .journal()
            .warn("The service could not be given its tasks back: " + Failures.reason(failure));
      }
    }
    state.thaw(now);
  }

  private boolean anyFleetIsOn() {
    RunActivities activity = Activities.run("See whether a fleet is still on");
    try {
      RunSurvey survey =
          Reading.await(
              state,
              "Whether a fleet is still on",
              Activities.SILENT_STEP,
              () ->
                  Async.function(
                      activity::surveyRun,
                      state.run(),
                      state.fleets().ids(),
                      state.fleets().strangers()));
      survey.fleets().stream()
          .filter(fleet -> state.fleets().knows(fleet.fleetId()))
          .forEach(fleet -> Protection.seen(state, fleet, Clock.now()));
    } catch (ActivityFailure failure) {
      return false;
    }
    return state.fleets().stream()
        .filter(FleetRecord::actable)
        .anyMatch(fleet -> fleet.sighting().condition().launches());
  }
}
