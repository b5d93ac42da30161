package org.distributedmonitor.monitor.cleanup;

import io.temporal.workflow.Workflow;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.workflow.Clock;

/** Exports log groups one after the other, for as long as nobody stops the monitor. */
public final class LogExport {

  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final Continuation continuation;

  public LogExport(RunState state, Board board, Steps steps, Continuation continuation) {
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.continuation = continuation;
  }

  /** The export at the end of a run: of all that it wrote until now. May continue as new. */
  void ofTheRun() {
    if (done(Step.EXPORTS)) {
      return;
    }
    if (state.exports().until() == null) {
      Clock.pause(state.timing().beforeExport(), "Let the last logs arrive");
      state.exports().begin(Clock.now());
    }
    untilDone(Step.EXPORTS);
    if (!Stopping.ordered(state)) {
      state.journal().note(Clock.now(), whatOfLateMessages());
    }
  }

  /** Carries exports out; a stop ends the waiting, though not what AWS has begun. */
  void untilDone(List<Step> exports) {
    board.enter(Phase.EXPORTING_LOGS);
    while (!done(exports) && !Stopping.ordered(state)) {
      exports.stream().filter(step -> !state.cleanup().knows(step)).forEach(steps::begin);
      Workflow.await(() -> done(exports) || Stopping.ordered(state) || continuation.due());
      if (!done(exports) && !Stopping.ordered(state)) {
        continuation.now();
      }
    }
  }

  /** What has no outcome when a person stops the monitor: it is missing, and is named. */
  void giveUpWhatIsMissing() {
    for (Step step : Step.values()) {
      if (step != Step.WRITE_REPORT && !Step.SECOND_EXPORTS.contains(step)) {
        steps.giveUp(
            step,
            StepOutcome.blocked(
                "The monitor was stopped before it was done."
                    + (step.exports() ? " An export that AWS has begun goes on by itself." : ""),
                "`starter start` with the same monitor file does what is missing."));
      }
    }
  }

  private boolean done(List<Step> exports) {
    return state.cleanup().known().containsAll(exports);
  }

  private String whatOfLateMessages() {
    return state.exports().secondAt() == null
        ? "Log messages that can be exported only from now on are not in the export; AWS says that"
            + " it may take 12 h (`start --second-export 12h` exports those, too)."
        : "The logs are exported once more at " + Words.time(state.exports().secondAt()) + ".";
  }
}
