package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
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
 * keeps another from being tried. A step that is under way is never begun a second time beside
 * itself; whoever asks for it again waits for it.
 */
final class Steps {

  private static final Duration LISTING_LAGS = Duration.ofSeconds(10);

  private final RunState state;
  private final Board board;
  private final Map<Step, UnderWay> underWay = new EnumMap<>(Step.class);

  /** How many jobs the last look before the queue's deletion found. */
  private long jobsArrived;

  /** How often a step has come to something. */
  private int outcomes;

  /** The workflow task that has last begun a step that saves money, by its place in the history. */
  private long moneyTask = -1;

  /** A step that goes on, by one activity or, when it is begun anew, by several in a row. */
  private static final class UnderWay {
    private Instant since;
    private CancellationScope scope;
    private Promise<Void> end;

    /** Of the present activity; null while the step waits for its turn. */
    private CancellationScope activity;

    /** The present activity is given up only to be begun anew. */
    private boolean again;

    /** How often it was begun anew. */
    private int anew;

    private UnderWay(Instant since) {
      this.since = since;
    }
  }

  Steps(RunState state, Board board) {
    this.state = state;
    this.board = board;
  }

  /** Begins a step, unless it is under way, and does not wait for it. */
  Promise<Void> begin(Step step) {
    UnderWay already = underWay.get(step);
    return already == null ? start(step) : already.end;
  }

  /**
   * Carries a step out, or waits for it where it is under way, until it has come to something or is
   * told as overdue: one that is paused is no reason for others to wait for ever.
   */
  void carryOut(Step step) {
    Promise<Void> end = begin(step);
    Workflow.await(() -> end.isCompleted() || overdue(step));
  }

  boolean underWay(Step step) {
    return underWay.containsKey(step);
  }

  /** Whether nothing is under way but what is tried for ever, or waits for AWS's one place. */
  boolean onlyMoneyOrExports() {
    return underWay.keySet().stream().allMatch(step -> step.savesMoney() || step.exports());
  }

  /** Whether nothing is under way but the cancellation, which goes on until EC2 has answered. */
  boolean onlyCancelling() {
    return underWay.keySet().stream()
        .allMatch(step -> step == Step.CANCEL_FLEETS || step.exports());
  }

  /** When it was begun that is under way. */
  Instant since(Step step) {
    return underWay.get(step).since;
  }

  /** Whether it is under way for longer than it ever takes. */
  boolean overdue(Step step) {
    return underWay(step) && state.silence.overdue(step.words());
  }

  /** Changes with each outcome. */
  int outcomes() {
    return outcomes;
  }

  /** Whether this workflow task begins a step that saves money: nothing may make it fail. */
  boolean savesMoneyInThisTask() {
    return moneyTask == Workflow.getInfo().getHistoryLength();
  }

  /**
   * Begins a step that is overdue as a new activity, once its present attempt, if there is one, has
   * ended: an activity that is paused, or waits long for its next try, may go on at once so.
   * Whoever waits for the step waits on.
   */
  void beginAnew(Step step) {
    UnderWay one = underWay.get(step);
    if (one.activity != null) {
      one.again = true;
      one.activity.cancel();
    }
  }

  /** Gives up what is under way, lets attempts that have begun end, and takes what they bring. */
  void giveUpAll() {
    List<UnderWay> all = new ArrayList<>(underWay.values());
    all.forEach(one -> one.scope.cancel());
    all.forEach(one -> one.end.get());
  }

  /** Jobs came back before EC2 took the order: it must not take it later. */
  void giveUpCancelling() {
    UnderWay cancelling = underWay.get(Step.CANCEL_FLEETS);
    if (cancelling != null) {
      cancelling.scope.cancel();
      cancelling.end.get();
    }
  }

  /** Records of a step without an outcome that it will have none. */
  void giveUp(Step step, StepOutcome outcome) {
    if (!state.steps.containsKey(step)) {
      state.ended(step, outcome, Clock.now(), false);
      board.refresh();
    }
  }

  long jobsArrived() {
    return jobsArrived;
  }

  private Promise<Void> start(Step step) {
    UnderWay one = new UnderWay(Clock.now());
    underWay.put(step, one);
    if (step.savesMoney()) {
      moneyTask = Workflow.getInfo().getHistoryLength();
    }
    one.scope =
        Workflow.newDetachedCancellationScope(() -> one.end = Beside.begin(() -> work(step, one)));
    one.scope.run();
    watchOver(step, one);
    return one.end;
  }

  /** An export may wait for hours; each report of it is waited for by itself. */
  private void watchOver(Step step, UnderWay one) {
    int anew = one.anew;
    if (!step.exports()) {
      beside(
          () ->
              tellWhenOverdue(
                  step,
                  one.since,
                  () -> one.end.isCompleted() || one.anew != anew,
                  Activities.overdueAfter(step)));
    }
  }

  /** Not given up with the step: its timer would seem to have fired. */
  private static void beside(Functions.Proc work) {
    Workflow.newDetachedCancellationScope(() -> Beside.begin(work)).run();
  }

  private void work(Step step, UnderWay one) {
    // What is given up while it waits for its turn ends here, and is forgotten all the same.
    CancellationScope self = CancellationScope.current();
    Workflow.await(
        () -> self.isCancelRequested() || step.after().stream().noneMatch(underWay::containsKey));
    boolean goesOn = !self.isCancelRequested();
    while (goesOn) {
      StepResult before = state.steps.get(step);
      one.activity = Workflow.newCancellationScope(() -> untilItIsKnown(step));
      one.activity.run();
      boolean known = state.steps.get(step) != before;
      goesOn = one.again && !known && !self.isCancelRequested();
      if (goesOn) {
        beginsAnew(step, one);
      }
    }
    underWay.remove(step);
    state.silence.ended(step.words());
    board.refresh();
  }

  private void beginsAnew(Step step, UnderWay one) {
    one.again = false;
    one.anew++;
    one.since = Clock.now();
    state.silence.ended(step.words());
    watchOver(step, one);
  }

  /** Tries until it has come to something: what no worker has taken up has not been tried. */
  private void untilItIsKnown(Step step) {
    while (true) {
      Instant begun = Clock.now();
      try {
        record(step, effect(step), false);
        return;
      } catch (ActivityFailure failure) {
        if (Failures.givenUp(failure)) {
          return;
        }
        if (!Failures.waitedForAPlace(failure) && !noWorkerRan(step, begun, failure)) {
          record(step, Failures.blocked(failure), Failures.fault(failure));
          return;
        }
      } catch (CanceledFailure givenUp) {
        // Between two activities.
        return;
      }
    }
  }

  private static boolean noWorkerRan(Step step, Instant begun, ActivityFailure failure) {
    return Failures.timedOut(failure)
        && Silence.noWorkerRan(begun.plus(Activities.overdueAfter(step)));
  }

  private void record(Step step, StepOutcome outcome, boolean fault) {
    boolean news = isNews(step, outcome);
    state.ended(step, outcome, Clock.now(), fault);
    outcomes++;
    if (news) {
      state.journal.note(Clock.now(), Words.step(step, outcome));
    }
  }

  /** What is tried again and again for days is not told each time. */
  private boolean isNews(Step step, StepOutcome outcome) {
    boolean stillBlocked = state.blocked(step) && outcome.blocked();
    StepResult before = state.steps.get(step);
    return !stillBlocked && (before == null || !before.outcome().equals(outcome));
  }

  /** Tells a person of a step that has not come to something for longer than it ever takes. */
  private void tellWhenOverdue(Step step, Instant since, BooleanSupplier ended, Duration patience) {
    Duration takes = state.timing.patience(patience);
    DueTimer timer = new DueTimer("See whether it is done: " + step.words());
    Instant due = Clock.now().plus(takes);
    timer.runTowards(due);
    Workflow.await(() -> ended.getAsBoolean() || timer.fired());
    while (!ended.getAsBoolean() && Silence.noWorkerRan(due)) {
      due = Clock.now().plus(takes);
      timer.runTowards(due);
      Workflow.await(() -> ended.getAsBoolean() || timer.fired());
    }
    timer.stop();
    if (!ended.getAsBoolean()) {
      state.silence.overdue(step.words(), since);
      board.refresh();
    }
  }

  private StepOutcome effect(Step step) {
    CleanupOrder order = order();
    return switch (step) {
      case CANCEL_FLEETS -> cancelFleets(order);
      case STOP_SERVICE -> stopService(order);
      case SAVE_FAILED_JOBS -> saveFailedJobs(order);
      case DELETE_QUEUE -> deleteQueue(order);
      case DELETE_SERVICE -> Activities.service(step.words()).deleteService(order);
      case DEREGISTER_TASK_DEFINITIONS ->
          Activities.taskDefinitions(step.words()).deregisterTaskDefinitions(order);
      case DELETE_ALARMS -> cloudWatch(step).deleteAlarms(order);
      case DELETE_CLUSTER -> deleteCluster(order);
      case DELETE_DASHBOARD -> cloudWatch(step).deleteDashboard(order);
      case EXPORT_LOGS -> export(step, first(state.run.logGroup()));
      case EXPORT_INSTANCE_LOGS -> export(step, first(state.run.instanceLogGroup()));
      case SECOND_EXPORT_LOGS -> export(step, second(state.run.logGroup()));
      case SECOND_EXPORT_INSTANCE_LOGS -> export(step, second(state.run.instanceLogGroup()));
      case WRITE_REPORT ->
          Activities.run(step.words())
              .writeReport(Reports.of(state, Clock.now()), state.successor.isEmpty());
    };
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
    ServiceStop stop = Activities.serviceStop(Step.STOP_SERVICE.words()).stopService(order);
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

  private StepOutcome deleteCluster(CleanupOrder order) {
    Duration patience = state.timing.patience(Activities.CLUSTER_PATIENCE);
    return Activities.cluster(Step.DELETE_CLUSTER.words(), patience).deleteCluster(order);
  }

  private StepOutcome deleteQueue(CleanupOrder order) {
    jobsArrived = 0;
    QueueRemoval removal = Activities.queue(Step.DELETE_QUEUE.words()).deleteQueue(order);
    jobsArrived = removal.jobsArrived();
    return removal.outcome();
  }

  private ExportOrder first(String group) {
    return new ExportOrder(state.run, group, state.exportUntil);
  }

  private ExportOrder second(String group) {
    return ExportOrder.secondAfter(state.run, group, state.exportUntil, state.secondExportUntil);
  }

  /** Task by task; what was begun is found again by its name, by the next execution, too. */
  private StepOutcome export(Step step, ExportOrder order) {
    ExportTries tries = ExportTries.none();
    String ended = "";
    while (true) {
      ExportStart start = start(step, order, tries);
      if (start.outcome() != null) {
        return start.outcome();
      }
      if (!start.taskId().isEmpty()) {
        if (start.taskId().equals(ended)) {
          // AWS's listing lags behind what it has told of the task by its id.
          Clock.pause(LISTING_LAGS, "Wait for AWS's listing of exports");
        }
        tries = tries.after(start);
        ExportLook look = untilItHasEnded(step, order, start.taskId());
        if (look.problem() != null) {
          return look.problem();
        }
        ended = start.taskId();
      }
    }
  }

  private ExportStart start(Step step, ExportOrder order, ExportTries tries) {
    LogExportActivities activity = Activities.exportStart(step.words());
    Instant begun = Clock.now();
    Instant reportAt = begun.plus(state.timing.scaled(Activities.EXPORT_REPORTS));
    Promise<ExportStart> start = Async.function(activity::startExport, order, tries, reportAt);
    Duration takes = Activities.EXPORT_REPORTS.plus(Activities.LONGEST_ATTEMPT);
    beside(() -> tellWhenOverdue(step, begun, start::isCompleted, takes));
    ExportStart answer = start.get();
    state.silence.ended(step.words());
    return answer;
  }

  private ExportLook untilItHasEnded(Step step, ExportOrder order, String taskId) {
    LogExportActivities activity = Activities.exportLook(step.words() + ": wait for its end");
    while (true) {
      Instant reportAt = Clock.now().plus(state.timing.scaled(Activities.EXPORT_REPORTS));
      ExportLookOrder look = new ExportLookOrder(order, taskId, reportAt);
      ExportLook seen =
          Reading.await(
              state,
              "The export task of the log group " + order.group(),
              Activities.EXPORT_REPORTS.plus(Activities.SILENT_LOOK),
              () -> Async.function(activity::lookAtExport, look));
      if (seen.ended() || seen.problem() != null) {
        return seen;
      }
    }
  }

  private static CloudWatchActivities cloudWatch(Step step) {
    return Activities.cloudWatch(step.words());
  }
}
