package org.distributedmonitor.monitor.cleanup;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;

/**
 * Exports the logs once more, some hours after everything else, if somebody asked for it: AWS may
 * take half a day until a message can be exported.
 */
public final class SecondExport {

  private static final String WHAT = "Second export of the logs";

  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final LogExport exports;
  private final Settlement settlement;
  private final Continuation continuation;

  public SecondExport(
      RunState state,
      Board board,
      Steps steps,
      LogExport exports,
      Settlement settlement,
      Continuation continuation) {
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.exports = exports;
    this.settlement = settlement;
    this.continuation = continuation;
  }

  /** Whether all that comes before it is settled. */
  public boolean isNext() {
    return state.phase() == Phase.AWAITING_SECOND_EXPORT || state.exports().secondBegun();
  }

  /** Comes back when it is done, nobody wants it, or a person has ended it; may continue as new. */
  public void whenItIsDue() {
    if (state.exports().secondAfter() == null || Stopping.ordered(state)) {
      return;
    }
    if (!state.exports().secondBegun()) {
      awaitItsTime();
      if (!Stopping.ordered(state)) {
        state.exports().beginSecond(Clock.now());
      }
    }
    if (!Stopping.ordered(state) && !state.cleanup().known().containsAll(Step.SECOND_EXPORTS)) {
      exports.untilDone(Step.SECOND_EXPORTS);
    }
    if (Stopping.ordered(state)) {
      Step.SECOND_EXPORTS.forEach(this::giveUp);
    } else {
      settlement.ofTheSecondExport();
    }
  }

  private void awaitItsTime() {
    DueTimer timer = new DueTimer(WHAT);
    while (!timer.fired() && !Stopping.ordered(state)) {
      board.enter(Phase.AWAITING_SECOND_EXPORT);
      if (continuation.due()) {
        continuation.now();
      }
      Instant due = state.exports().secondAt();
      timer.runTowards(due);
      Workflow.await(
          () ->
              timer.fired() || Stopping.ordered(state) || !due.equals(state.exports().secondAt()));
    }
    timer.stop();
  }

  /** What was exported at the end of the run stands, and so does the verdict. */
  private void giveUp(Step step) {
    steps.giveUp(
        step,
        StepOutcome.left(
            "The monitor was stopped before; what was exported at the end of the run is there."));
  }
}
