package org.distributedmonitor.monitor.cleanup;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.state.Adoption;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.monitor.watch.Reading;
import org.distributedmonitor.policy.VerdictRule;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;
import org.distributedmonitor.workflow.Failures;

/**
 * Looks whether anything of the run is left, and does not rest while something is blocked or money
 * can still leak: it looks again each hour, whenever a person says so, and as soon as something
 * that was blocked is done.
 */
public final class Settlement {

  private static final String WHAT = "What is left of the run";

  /** What AWS is already removing is given this long before a person is told. */
  private static final Duration SETTLING = Duration.ofMinutes(15);

  /** EC2 cancels in a second; while it does not, it is looked all the same. */
  private static final Duration CANCELLATION = Duration.ofMinutes(1);

  /** No other step takes longer to come to something. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(45);

  /** A fleet that was found leaves machines, and these leave alarms. */
  private static final int ROUNDS = 3;

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(2);

  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final Retries retries;
  private final LogExport exports;
  private final Continuation continuation;

  public Settlement(
      RunState state,
      Board board,
      Steps steps,
      Retries retries,
      LogExport exports,
      Continuation continuation) {
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.retries = retries;
    this.exports = exports;
    this.continuation = continuation;
  }

  /** Comes back when everything is settled or a person has stopped it; may continue as new. */
  public void untilNothingIsLeft() {
    boolean carriedOn = state.phase() == Phase.NEEDS_ATTENTION;
    retries.begin();
    beginWhatCameToNothing();
    if (!carriedOn) {
      exports.ofTheRun();
      awaitWhatGoesOn(Activities.MACHINES_PATIENCE);
    }
    if (!carriedOn && !Stopping.ordered(state)) {
      lookAndMend();
      report();
    }
    untilSettled();
    // Whatever was still under way then, the last export's end included: nobody has looked yet.
    if (Stopping.ordered(state) && state.phase() == Phase.EXPORTING_LOGS) {
      exports.giveUpWhatIsMissing();
      listWhatStaysOn();
    }
    retries.end();
  }

  /** The same after the second export: nothing else has changed, so nothing else is looked at. */
  void ofTheSecondExport() {
    retries.begin();
    if (state.phase() != Phase.NEEDS_ATTENTION) {
      report();
    }
    untilSettled();
    retries.end();
  }

  private void untilSettled() {
    while (unsettled() && !Stopping.ordered(state)) {
      board.enter(onlyExportsAreOpen() ? Phase.EXPORTING_LOGS : Phase.NEEDS_ATTENTION);
      if (continuation.due()) {
        continuation.now();
        beginWhatCameToNothing();
      }
      awaitNews();
      if (!Stopping.ordered(state) && !continuation.due()) {
        lookOnceMore();
      }
    }
  }

  private void lookOnceMore() {
    state.orders().looked();
    state.left().lookAt(null);
    board.enter(Phase.CLEANING_UP);
    awaitWhatGoesOn(CANCELLATION);
    if (!Stopping.ordered(state)) {
      lookAndMend();
      report();
    }
  }

  /** What was cancelled for a new execution, or has never been begun, is begun now. */
  private void beginWhatCameToNothing() {
    for (Step step : Step.values()) {
      boolean later = step == Step.WRITE_REPORT || step.exports();
      if (!later && !state.cleanup().knows(step)) {
        steps.begin(step);
      }
    }
  }

  /**
   * Waits until what is under way has come to something, but for exports.
   *
   * @param patience with the cancellation, which goes on until EC2 has answered
   */
  private void awaitWhatGoesOn(Duration patience) {
    Workflow.await(LONGEST_STEP, () -> steps.onlyCancelling() || Stopping.ordered(state));
    Workflow.await(patience, () -> !steps.underWay(Step.CANCEL_FLEETS) || Stopping.ordered(state));
  }

  /** For a monitor that a person ends: what stays on, as far as can be seen. */
  public void listWhatStaysOn() {
    FrozenRun asItIs =
        state.cleaningUp()
            ? state.cleanup().frozen()
            : new FrozenRun(
                Clock.now(),
                state.queue().facts(),
                state.fleets().idsToCancel(),
                null,
                false,
                state.fleets().keptByTag());
    RunActivities activity = Activities.lastWord("List what stays on");
    CleanupOrder order = state.order(asItIs);
    try {
      Reading.once(
              state,
              "What stays on",
              Activities.SILENT_LOOK,
              () -> Async.function(activity::takeClosingLook, order))
          .ifPresentOrElse(
              seen -> state.left().take(seen, Clock.now()),
              () -> state.journal().warn("What stays on was not listed in time."));
    } catch (ActivityFailure failure) {
      state.journal().warn("What stays on could not be listed: " + Failures.reason(failure));
    }
  }

  private boolean unsettled() {
    return VerdictRule.unsettled(state.cleanup().results(), state.left().all()) || exportsGoOn();
  }

  private boolean exportsGoOn() {
    return Step.EXPORTS.stream().anyMatch(steps::underWay)
        || Step.SECOND_EXPORTS.stream().anyMatch(steps::underWay);
  }

  private boolean onlyExportsAreOpen() {
    return exportsGoOn()
        && state.left().stream().noneMatch(Leftover::leaksMoney)
        && state.cleanup().results().stream()
            .filter(result -> result.outcome().blocked())
            .allMatch(result -> steps.underWay(result.step()) && result.step().exports());
  }

  /** Looks, tries once more what would remove what is left, and looks again, while that helps. */
  private void lookAndMend() {
    board.enter(Phase.VERIFYING);
    look();
    Set<Step> open = worthATry();
    for (int round = 0; round < ROUNDS && !open.isEmpty() && !Stopping.ordered(state); round++) {
      List<Leftover> before = state.left().all();
      open.forEach(steps::begin);
      awaitWhatGoesOn(CANCELLATION);
      look();
      if (state.left().all().equals(before)) {
        return;
      }
      open = worthATry();
    }
  }

  private Set<Step> worthATry() {
    Set<Step> worthATry = EnumSet.noneOf(Step.class);
    for (Leftover leftover : state.left().all()) {
      Step step = leftover.kind().step();
      if (step != null
          && !leftover.settling()
          && !leftover.kept()
          && !state.cleanup().blocked(step)) {
        worthATry.add(step);
      }
    }
    return worthATry;
  }

  /**
   * Looks until nothing is left that AWS is still removing, for a quarter of an hour at most. A
   * fleet of which nobody can tell whose it is gets as long: its machines come within minutes.
   */
  private void look() {
    Instant end = Clock.now().plus(state.timing().scaled(SETTLING));
    List<String> waitedFor = state.left().unclearFleetIds();
    lookOnce();
    while ((state.left().stream().anyMatch(this::goesByItself)
            || !waitedFor.containsAll(state.left().unclearFleetIds()))
        && Clock.now().isBefore(end)
        && !Stopping.ordered(state)) {
      board.refresh();
      Clock.pause(
          state.timing().unsafe() ? state.timing().pollInterval() : BETWEEN_LOOKS,
          "Look again whether anything is left");
      lookOnce();
    }
  }

  /** AWS is removing it, or so it seems; what a blocked step should have removed stays. */
  private boolean goesByItself(Leftover leftover) {
    Step step = leftover.kind().step();
    return leftover.settling() && (step == null || !state.cleanup().blocked(step));
  }

  private void lookOnce() {
    RunActivities activity = Activities.run("Look whether anything of the run is left");
    try {
      ClosingLook seen =
          Reading.await(
              state,
              WHAT,
              Activities.SILENT_STEP,
              () -> Async.function(activity::takeClosingLook, steps.order()));
      state.left().take(seen, Clock.now());
      Adoption.takeLate(state, seen.lateFleets(), Clock.now());
      state.cleanup().refine(frozen -> frozen.asSeenIn(seen));
    } catch (ActivityFailure failure) {
      state
          .left()
          .replace(
              List.of(
                  Leftover.of(
                      Leftover.Kind.UNSEEN, state.run().app(), Failures.reason(failure), false)),
              Clock.now());
    }
  }

  private void report() {
    if (!unsettled() || onlyTheReportIsOpen()) {
      steps.carryOut(Step.WRITE_REPORT);
      if (steps.underWay(Step.WRITE_REPORT)) {
        // Without it nobody would know how the run has ended.
        board.enter(Phase.NEEDS_ATTENTION);
        Workflow.await(() -> !steps.underWay(Step.WRITE_REPORT) || Stopping.ordered(state));
      }
    }
  }

  private boolean onlyTheReportIsOpen() {
    return state.left().stream().noneMatch(Leftover::leaksMoney)
        && !exportsGoOn()
        && blocked().stream().allMatch(step -> step == Step.WRITE_REPORT);
  }

  private Set<Step> blocked() {
    Set<Step> blocked = EnumSet.noneOf(Step.class);
    for (Step step : Step.values()) {
      if (state.cleanup().blocked(step)) {
        blocked.add(step);
      }
    }
    return blocked;
  }

  /**
   * Waits an hour, or until a person says so, or until something has come to its end that was
   * blocked or under way.
   */
  private void awaitNews() {
    if (state.left().nextLook() == null) {
      state.left().lookAt(Clock.now().plus(state.timing().retryInterval()));
    }
    board.refresh();
    DueTimer nextLook = new DueTimer("Look again whether anything is left");
    nextLook.runTowards(state.left().nextLook());
    boolean cancelling = steps.underWay(Step.CANCEL_FLEETS);
    boolean exporting = exportsGoOn();
    Set<Step> blocked = blocked();
    Workflow.await(
        () ->
            nextLook.fired()
                || state.orders().look()
                || Stopping.ordered(state)
                || continuation.due()
                || !blocked.equals(blocked())
                || (exporting && !exportsGoOn())
                || (cancelling && !steps.underWay(Step.CANCEL_FLEETS)));
    nextLook.stop();
  }
}
