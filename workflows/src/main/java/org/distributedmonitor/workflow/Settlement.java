package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.policy.VerdictRule;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.Phase;

/**
 * Looks whether anything of the run is left, and does not rest while something is blocked or money
 * can still leak: it tries again each hour, and whenever a person says so.
 */
final class Settlement {

  /** What AWS is already removing is given this long before a person is told. */
  private static final Duration SETTLING = Duration.ofMinutes(15);

  /** EC2 cancels in a second; while it does not, the other steps go on. */
  private static final Duration CANCELLATION = Duration.ofMinutes(1);

  /** A fleet that was found leaves machines, and these leave alarms. */
  private static final int ROUNDS = 3;

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(2);

  private final MonitorRequest request;
  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final LogExport exports;

  Settlement(MonitorRequest request, RunState state, Board board, Steps steps, LogExport exports) {
    this.request = request;
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.exports = exports;
  }

  /** Comes back when everything is settled or a person has stopped it; may continue as new. */
  void untilNothingIsLeft() {
    boolean carriedOn = state.phase == Phase.NEEDS_ATTENTION;
    if (!state.steps.containsKey(Step.CANCEL_FLEETS)
        || (carriedOn && state.blocked(Step.CANCEL_FLEETS))) {
      steps.keepCancellingFleets();
    }
    if (!carriedOn && !state.orders.stop) {
      lookAndMend();
      report();
    }
    retryUntilSettled();
    // Whatever was still under way then, the last export's end included: nobody has looked yet.
    if (state.orders.stop && state.phase == Phase.EXPORTING_LOGS) {
      exports.giveUpWhatIsMissing();
      listWhatStaysOn();
    }
  }

  /** The same after the second export: nothing else has changed, so nothing else is looked at. */
  void ofTheSecondExport() {
    if (state.phase != Phase.NEEDS_ATTENTION) {
      report();
    }
    retryUntilSettled();
  }

  private void retryUntilSettled() {
    while (unsettled() && !state.orders.stop) {
      board.enter(Phase.NEEDS_ATTENTION);
      continueAsNewIfDue();
      awaitNextTry();
      if (state.orders.stop) {
        break;
      }
      state.orders.retry = false;
      state.nextTry = null;
      board.enter(Phase.CLEANING_UP);
      open().forEach(this::carryOut);
      if (state.orders.stop) {
        break;
      }
      lookAndMend();
      report();
    }
  }

  /** For a monitor that a person ends: what stays on, as far as can be seen. */
  void listWhatStaysOn() {
    FrozenRun asItIs =
        state.cleaningUp()
            ? state.frozen
            : new FrozenRun(
                Clock.now(),
                state.queue.facts,
                state.fleetsToCancel(),
                null,
                false,
                state.keptByTag());
    try {
      ClosingLook seen =
          Activities.lastWord("List what stays on")
              .takeClosingLook(
                  new CleanupOrder(
                      state.run,
                      asItIs,
                      !state.successor.isEmpty(),
                      state.newerFleetIds,
                      state.queueUnread));
      take(seen);
    } catch (ActivityFailure failure) {
      state.journal.warn("What stays on could not be listed: " + Failures.reason(failure));
    }
  }

  /** The cancellation is tried until EC2 has answered; no other step waits for that. */
  private void carryOut(Step step) {
    if (step == Step.CANCEL_FLEETS) {
      Workflow.await(CANCELLATION, steps.keepCancellingFleets()::isCompleted);
    } else if (Step.EXPORTS.contains(step) || Step.SECOND_EXPORTS.contains(step)) {
      exports.carryOut(List.of(step));
    } else {
      steps.carryOut(step);
    }
  }

  private boolean unsettled() {
    return VerdictRule.unsettled(state.steps.values(), state.leftovers);
  }

  /** Looks, tries once more what would remove what is left, and looks again, while that helps. */
  private void lookAndMend() {
    board.enter(Phase.VERIFYING);
    look();
    Set<Step> open = worthATry();
    for (int round = 0; round < ROUNDS && !open.isEmpty() && !state.orders.stop; round++) {
      List<Leftover> before = state.leftovers;
      open.forEach(this::carryOut);
      look();
      if (state.leftovers.equals(before)) {
        return;
      }
      open = worthATry();
    }
  }

  private Set<Step> worthATry() {
    Set<Step> worthATry = EnumSet.noneOf(Step.class);
    for (Leftover leftover : state.leftovers) {
      Step step = leftover.kind().step();
      if (step != null && !leftover.settling() && !leftover.kept() && !state.blocked(step)) {
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
    Instant end = Clock.now().plus(SETTLING);
    List<String> waitedFor = state.journal.unclearFleetIds;
    lookOnce();
    while ((state.leftovers.stream().anyMatch(this::goesByItself)
            || !waitedFor.containsAll(state.journal.unclearFleetIds))
        && Clock.now().isBefore(end)) {
      board.refresh();
      Clock.pause(
          state.timing.unsafe() ? state.timing.pollInterval() : BETWEEN_LOOKS,
          "Look again whether anything is left");
      lookOnce();
    }
  }

  /** AWS is removing it, or so it seems; what a blocked step should have removed stays. */
  private boolean goesByItself(Leftover leftover) {
    Step step = leftover.kind().step();
    return leftover.settling() && (step == null || !state.blocked(step));
  }

  private void lookOnce() {
    try {
      ClosingLook seen =
          Activities.run("Look whether anything of the run is left").takeClosingLook(steps.order());
      take(seen);
      Adoption.takeLate(state, seen.lateFleets(), Clock.now());
      state.frozen = state.frozen.asSeenIn(seen);
    } catch (ActivityFailure failure) {
      state.leftovers =
          new ArrayList<>(
              List.of(
                  Leftover.of(
                      Leftover.Kind.UNSEEN, state.run.app(), Failures.reason(failure), false)));
    }
  }

  private void take(ClosingLook seen) {
    state.leftovers = new ArrayList<>(seen.leftovers());
    state.wholeList = seen.wholeList();
    state.journal.unclearFleetIds = new ArrayList<>(seen.unclearFleetIds());
  }

  private void report() {
    if (!unsettled() || onlyTheReportIsOpen()) {
      steps.carryOut(Step.WRITE_REPORT);
    }
  }

  private boolean onlyTheReportIsOpen() {
    return state.leftovers.stream().noneMatch(Leftover::leaksMoney)
        && state.steps.values().stream()
            .filter(result -> result.outcome().blocked())
            .allMatch(result -> result.step() == Step.WRITE_REPORT);
  }

  /** The steps that are blocked or whose outcome never became known. */
  private List<Step> open() {
    List<Step> open = new ArrayList<>();
    for (Step step : Step.values()) {
      StepResult result = state.steps.get(step);
      boolean asked = state.secondExportUntil != null || !Step.SECOND_EXPORTS.contains(step);
      boolean blocked = result == null ? asked : result.outcome().blocked();
      if (blocked && step != Step.WRITE_REPORT) {
        open.add(step);
      }
    }
    return open;
  }

  /** Waits an hour, or until a person says so, or EC2 has answered the cancellation. */
  private void awaitNextTry() {
    if (state.nextTry == null) {
      state.nextTry = Clock.now().plus(Steps.BETWEEN_TRIES);
    }
    board.refresh();
    DueTimer nextTry = new DueTimer("Try again what is blocked");
    nextTry.runTowards(state.nextTry);
    boolean cancelling = steps.cancelling();
    Workflow.await(
        () ->
            nextTry.fired()
                || state.orders.retry
                || state.orders.stop
                || (cancelling && !steps.cancelling()));
    nextTry.stop();
  }

  private void continueAsNewIfDue() {
    if (state.mayContinueAsNew()) {
      Workflow.await(Workflow::isEveryHandlerFinished);
      Workflow.continueAsNew(request.carrying(state));
    }
  }
}
