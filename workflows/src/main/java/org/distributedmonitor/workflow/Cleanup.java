package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.distributedmonitor.cleanup.LateFleets;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.RunSurvey;

/**
 * Shuts the run down and removes it, money first: the fleet's cancellation is ordered before
 * anything else and waits for nothing.
 */
final class Cleanup {

  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final LogExport exports;

  /** Whether nothing is waited for any more but what the settlement looks after. */
  private boolean exported;

  Cleanup(RunState state, Board board, Steps steps, LogExport exports) {
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.exports = exports;
  }

  /**
   * Cleans the run up.
   *
   * @param queueTrusted whether the queue is believed to be this run's; if not, it is left alone
   * @return false when jobs came back, so that the run has to be watched on
   */
  boolean run(boolean queueTrusted) {
    Instant now = Clock.now();
    if (!state.orders.finish
        && (jobsCameBack(now) || state.orders.speakAgainstCleanup(Clock.now()))) {
      return false;
    }
    exported = false;
    state.freeze(now, queueTrusted);
    Promise<Void> fleets = steps.cancelFleets();
    Promise<Void> service = steps.begin(Step.STOP_SERVICE);
    Promise<Void> others = Async.procedure(this::cancelLateFleets);
    state.journal.note(now, "Began to clean up: " + reason() + ".");
    board.enter(Phase.CLEANING_UP);

    steps.carryOut(Step.SAVE_FAILED_JOBS);
    steps.carryOut(Step.DELETE_QUEUE);
    if (steps.jobsArrived() > 0) {
      steps.giveUpCancelling();
      Promise.allOf(service, others).get();
      backToWatching();
      return false;
    }
    Promise<Void> ecs = Async.procedure(() -> removeFromEcs(service));
    others.get();
    awaitMachinesGone();
    steps.carryOut(Step.DELETE_ALARMS);
    steps.carryOut(Step.DELETE_DASHBOARD);
    Promise<Void> cluster = Async.procedure(() -> removeCluster(ecs));
    Promise<Void> money = Async.procedure(this::retryWhatCostsMoney);
    exports.ofTheRun();
    Workflow.await(() -> cluster.isCompleted() || state.orders.stop);
    exported = true;
    Workflow.await(() -> money.isCompleted() || state.orders.stop);
    Workflow.await(Activities.MACHINES_PATIENCE, fleets::isCompleted);
    return true;
  }

  /** One last reading. When it fails, the newest one, seconds old, stands. */
  private boolean jobsCameBack(Instant now) {
    try {
      QueueSighting look =
          Activities.lastLook()
              .lookAtQueue(
                  new QueueWatch(
                      state.run, state.queue.newest, now, state.timing.confirmingPollInterval()));
      state.queue.sighted(look);
    } catch (ActivityFailure failure) {
      return false;
    }
    return !EmptyRule.looksEmpty(state.queue.newest);
  }

  private String reason() {
    if (state.orders.finish) {
      return "it was ordered";
    }
    return state.queue.newest.situation() == QueueSituation.MISSING
        ? "the queue is gone"
        : "the queue is empty";
  }

  /** A {@code startCluster} of the last minutes: nobody has looked for its fleet yet. */
  private void cancelLateFleets() {
    try {
      LateFleets late =
          Activities.run("Look for other fleets of the run").findLateFleets(steps.order());
      boolean toCancel = Adoption.takeLate(state, late.fleets(), Clock.now());
      if (toCancel && steps.jobsArrived() == 0) {
        steps.keepCancellingFleets();
      }
    } catch (ActivityFailure failure) {
      // The closing look asks again, and says what nobody may see.
      return;
    }
  }

  private void awaitMachinesGone() {
    try {
      MachineRoll roll = Activities.machines().awaitMachinesGone(steps.order());
      if (!roll.problem().isEmpty()) {
        state.journal.warn(roll.problem());
      } else {
        state.journal.note(Clock.now(), "All machines have ended.");
      }
    } catch (ActivityFailure failure) {
      state.journal.warn(
          "Not all machines had ended after "
              + Words.duration(Activities.MACHINES_PATIENCE)
              + ": "
              + Failures.reason(failure));
    }
  }

  private void removeFromEcs(Promise<Void> serviceStopped) {
    serviceStopped.get();
    steps.carryOut(Step.DELETE_SERVICE);
    steps.carryOut(Step.DEREGISTER_TASK_DEFINITIONS);
  }

  private void removeCluster(Promise<Void> ecs) {
    ecs.get();
    steps.carryOut(Step.DELETE_CLUSTER);
  }

  /** An export may wait for hours; what is blocked meanwhile and costs money does not. */
  private void retryWhatCostsMoney() {
    DueTimer hourly = new DueTimer("Try again what is blocked");
    while (!exported) {
      hourly.runTowards(Clock.now().plus(Steps.BETWEEN_TRIES));
      Workflow.await(() -> exported || state.orders.retry || hourly.fired());
      hourly.stop();
      if (!exported) {
        state.orders.retry = false;
        steps.retryWhatCostsMoney();
      }
    }
  }

  /** The queue was kept; if a fleet is still on, its service gets its tasks back. */
  private void backToWatching() {
    Instant now = Clock.now();
    state.journal.note(
        now,
        Words.count(steps.jobsArrived(), "job")
            + " arrived while the run was being cleaned up; the queue is kept.");
    if (anyFleetIsOn() && state.formerTasks > 0) {
      try {
        StepOutcome restored =
            Activities.service("Give the service its tasks back")
                .restoreService(steps.order(), state.formerTasks);
        state.journal.note(now, "Gave the service its tasks back. " + restored.detail());
      } catch (ActivityFailure failure) {
        state.journal.warn(
            "The service could not be given its tasks back: " + Failures.reason(failure));
      }
    }
    state.thaw(now);
  }

  private boolean anyFleetIsOn() {
    try {
      RunSurvey survey =
          Activities.run("See whether a fleet is still on")
              .surveyRun(state.run, state.fleetIds(), state.strangers);
      survey.fleets().stream()
          .filter(fleet -> state.knowsFleet(fleet.fleetId()))
          .forEach(fleet -> Protection.seen(state, fleet, Clock.now()));
    } catch (ActivityFailure failure) {
      return false;
    }
    return state.fleets.stream()
        .filter(FleetRecord::actable)
        .anyMatch(fleet -> fleet.sighting().condition().launches());
  }
}
