package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;

/**
 * Carries out the steps of a clean-up, each for itself: what becomes of one is recorded and never
 * keeps another from being tried.
 */
final class Steps {

  /** How long what is blocked waits to be tried again, unless a person says so before. */
  static final Duration BETWEEN_TRIES = Duration.ofHours(1);

  private final RunState state;
  private final Board board;

  /** The fleets' cancellation, which goes on until EC2 has answered; null before it is ordered. */
  private Promise<Void> cancellation;

  private CancellationScope cancellationScope;

  /** How many jobs the last look before the queue's deletion found. */
  private long jobsArrived;

  Steps(RunState state, Board board) {
    this.state = state;
    this.board = board;
  }

  /** Orders the fleets' cancellation and does not wait for it. */
  Promise<Void> cancelFleets() {
    cancellationScope =
        Workflow.newCancellationScope(() -> cancellation = begin(Step.CANCEL_FLEETS));
    cancellationScope.run();
    return cancellation;
  }

  /** Jobs came back before EC2 took the order: it must not take it later. */
  void giveUpCancelling() {
    if (cancelling()) {
      cancellationScope.cancel();
      cancellation.get();
    }
  }

  /** Tries again those blocked steps whose things cost money while they are there. */
  void retryWhatCostsMoney() {
    for (Step step : Step.values()) {
      if (step == Step.CANCEL_FLEETS && state.blocked(step)) {
        keepCancellingFleets();
      } else if (step.savesMoney() && state.blocked(step)) {
        carryOut(step);
      }
    }
  }

  /** Orders the fleets' cancellation again, unless the last order still waits for its answer. */
  Promise<Void> keepCancellingFleets() {
    return cancelling() ? cancellation : cancelFleets();
  }

  /** Whether EC2 has not answered the cancellation yet. */
  boolean cancelling() {
    return cancellation != null && !cancellation.isCompleted();
  }

  /** Records of a step without an outcome that it will have none. */
  void giveUp(Step step, StepOutcome outcome) {
    if (!state.steps.containsKey(step)) {
      state.ended(step, outcome, Clock.now());
      board.refresh();
    }
  }

  /** Begins a step and does not wait for it. */
  Promise<Void> begin(Step step) {
    return Async.procedure(() -> carryOut(step));
  }

  /** Carries a step out and records what became of it. */
  void carryOut(Step step) {
    StepOutcome outcome;
    try {
      outcome = effect(step);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        return;
      }
      outcome = Failures.blocked(failure);
    }
    boolean news = isNews(step, outcome);
    state.ended(step, outcome, Clock.now());
    if (news) {
      state.journal.note(Clock.now(), Words.step(step, outcome));
    }
    board.refresh();
  }

  /** What is tried every hour for days is not told every hour. */
  private boolean isNews(Step step, StepOutcome outcome) {
    boolean stillBlocked = state.blocked(step) && outcome.blocked();
    StepResult before = state.steps.get(step);
    return !stillBlocked && (before == null || !before.outcome().equals(outcome));
  }

  long jobsArrived() {
    return jobsArrived;
  }

  private StepOutcome effect(Step step) {
    CleanupOrder order = order();
    switch (step) {
      case CANCEL_FLEETS:
        return cancelFleets(order);
      case STOP_SERVICE:
        return stopService(order);
      case SAVE_FAILED_JOBS:
        return saveFailedJobs(order);
      case DELETE_QUEUE:
        return deleteQueue(order);
      case DELETE_SERVICE:
        return Activities.service(step.words()).deleteService(order);
      case DEREGISTER_TASK_DEFINITIONS:
        return Activities.taskDefinitions(step.words()).deregisterTaskDefinitions(order);
      case DELETE_ALARMS:
        return cloudWatch(step).deleteAlarms(order);
      case DELETE_CLUSTER:
        return Activities.cluster(step.words()).deleteCluster(order);
      case DELETE_DASHBOARD:
        return cloudWatch(step).deleteDashboard(order);
      case EXPORT_LOGS:
        return export(step, state.run.logGroup());
      case EXPORT_INSTANCE_LOGS:
        return export(step, state.run.instanceLogGroup());
      case SECOND_EXPORT_LOGS:
        return exportAgain(step, state.run.logGroup());
      case SECOND_EXPORT_INSTANCE_LOGS:
        return exportAgain(step, state.run.instanceLogGroup());
      case WRITE_REPORT:
      default:
        return Activities.run(step.words())
            .writeReport(Reports.of(state, Clock.now()), state.successor.isEmpty());
    }
  }

  CleanupOrder order() {
    return new CleanupOrder(
        state.run,
        state.frozen,
        !state.successor.isEmpty(),
        state.newerFleetIds,
        state.queueUnread);
  }

  private StepOutcome cancelFleets(CleanupOrder order) {
    StepOutcome outcome = Activities.cancellation().cancelFleets(order);
    if (!outcome.blocked()) {
      order.frozen().fleetIds().stream()
          .filter(state::knowsFleet)
          .forEach(id -> state.replaceFleet(state.fleet(id).cancelled()));
    }
    // More fleets of the run may have been found while EC2 was asked.
    CleanupOrder now = order();
    boolean all = order.frozen().fleetIds().containsAll(now.frozen().fleetIds());
    return all ? outcome : cancelFleets(now);
  }

  private StepOutcome stopService(CleanupOrder order) {
    ServiceStop stop = Activities.service(Step.STOP_SERVICE.words()).stopService(order);
    if (stop.formerTasks() > 0) {
      state.formerTasks = stop.formerTasks();
    }
    return stop.outcome();
  }

  private StepOutcome saveFailedJobs(CleanupOrder order) {
    FailedJobs failed = Activities.deadLetters(Step.SAVE_FAILED_JOBS.words()).saveFailedJobs(order);
    state.journal.counts = state.journal.counts.withFailedJobs(failed.count());
    state.failedJobsFile = failed.location();
    return failed.outcome();
  }

  private StepOutcome deleteQueue(CleanupOrder order) {
    jobsArrived = 0;
    QueueRemoval removal = Activities.queue(Step.DELETE_QUEUE.words()).deleteQueue(order);
    jobsArrived = removal.jobsArrived();
    return removal.outcome();
  }

  private StepOutcome export(Step step, String group) {
    return export(step, new ExportOrder(state.run, group, state.exportUntil));
  }

  private StepOutcome exportAgain(Step step, String group) {
    return export(
        step,
        ExportOrder.secondAfter(state.run, group, state.exportUntil, state.secondExportUntil));
  }

  private static StepOutcome export(Step step, ExportOrder order) {
    LogExportActivities starts = Activities.exportStart(step.words());
    ExportStart start = starts.startExport(order, ExportTries.none());
    ExportTries tries = ExportTries.none().after(start);
    while (start.outcome() == null) {
      ExportLook look = look(step, order, start.taskId());
      if (look.problem() != null) {
        return look.problem();
      }
      if (look.ended()) {
        start = starts.startExport(order, tries);
        tries = tries.after(start);
      }
    }
    return start.outcome();
  }

  private static ExportLook look(Step step, ExportOrder order, String taskId) {
    Instant reportAt = Clock.now().plus(Duration.ofDays(1));
    return Activities.exportLook(step.words())
        .lookAtExport(new ExportLookOrder(order, taskId, reportAt));
  }

  private static CloudWatchActivities cloudWatch(Step step) {
    return Activities.cloudWatch(step.words());
  }
}
