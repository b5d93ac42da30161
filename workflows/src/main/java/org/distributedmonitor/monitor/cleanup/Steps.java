package org.distributedmonitor.monitor.cleanup;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.state.Silence;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.workflow.Beside;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.Failures;

/**
 * Carries out the steps of a clean-up, each for itself: what becomes of one is recorded and never
 * keeps another from being tried. A step that is under way is never begun a second time beside
 * itself; whoever asks for it again waits for it.
 */
public final class Steps {

  private final RunState state;
  private final Board board;
  private final Overdue overdue;
  private final StepEffects effects;
  private final Map<Step, UnderWay> underWay = new EnumMap<>(Step.class);

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

  public Steps(RunState state, Board board) {
    this.state = state;
    this.board = board;
    overdue = new Overdue(state, board);
    effects = new StepEffects(state, new LogGroupExport(state, overdue), this::beginsToStopMoney);
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

  /** Whether it is under way for longer than it ever takes. */
  boolean overdue(Step step) {
    return underWay(step) && state.silence().overdue(step.words());
  }

  /** Changes with each outcome. */
  int outcomes() {
    return outcomes;
  }

  /** Whether this workflow task begins a step that saves money: nothing may make it fail. */
  public boolean savesMoneyInThisTask() {
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
    if (!state.cleanup().knows(step)) {
      state.cleanup().ended(step, outcome, Clock.now(), false);
      board.refresh();
    }
  }

  /** How many jobs the last look before the queue's deletion found. */
  long jobsArrived() {
    return effects.jobsArrived();
  }

  /** What each step is given now. */
  CleanupOrder order() {
    return effects.order();
  }

  private void beginsToStopMoney() {
    moneyTask = Workflow.getInfo().getHistoryLength();
  }

  private Promise<Void> start(Step step) {
    UnderWay one = new UnderWay(Clock.now());
    underWay.put(step, one);
    if (step.savesMoney()) {
      beginsToStopMoney();
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
      overdue.watch(
          step,
          one.since,
          () -> one.end.isCompleted() || one.anew != anew,
          Activities.overdueAfter(step));
    }
  }

  private void work(Step step, UnderWay one) {
    // What is given up while it waits for its turn ends here, and is forgotten all the same.
    CancellationScope self = CancellationScope.current();
    Workflow.await(
        () -> self.isCancelRequested() || step.after().stream().noneMatch(underWay::containsKey));
    boolean goesOn = !self.isCancelRequested();
    while (goesOn) {
      StepResult before = state.cleanup().result(step);
      one.activity = Workflow.newCancellationScope(() -> untilItIsKnown(step));
      one.activity.run();
      boolean known = state.cleanup().result(step) != before;
      goesOn = one.again && !known && !self.isCancelRequested();
      if (goesOn) {
        beginsAnew(step, one);
      }
    }
    underWay.remove(step);
    state.silence().ended(step.words());
    board.refresh();
  }

  private void beginsAnew(Step step, UnderWay one) {
    one.again = false;
    one.anew++;
    one.since = Clock.now();
    state.silence().ended(step.words());
    watchOver(step, one);
  }

  /** Tries until it has come to something: what no worker has taken up has not been tried. */
  private void untilItIsKnown(Step step) {
    while (true) {
      Instant begun = Clock.now();
      if (step.savesMoney()) {
        beginsToStopMoney();
      }
      try {
        record(step, effects.of(step), false);
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
    state.cleanup().ended(step, outcome, Clock.now(), fault);
    outcomes++;
    if (news) {
      state.journal().note(Clock.now(), outcome.sentence(step));
    }
  }

  /** What is tried again and again for days is not told each time. */
  private boolean isNews(Step step, StepOutcome outcome) {
    boolean stillBlocked = state.cleanup().blocked(step) && outcome.blocked();
    StepResult before = state.cleanup().result(step);
    return !stillBlocked && (before == null || !before.outcome().equals(outcome));
  }
}
