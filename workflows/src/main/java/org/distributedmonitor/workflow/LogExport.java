package org.distributedmonitor.workflow;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Phase;

/** Exports log groups one after the other, for as long as nobody stops the monitor. */
final class LogExport {

  private final RunState state;
  private final Board board;
  private final Steps steps;
  private Promise<Void> exporting;

  LogExport(RunState state, Board board, Steps steps) {
    this.state = state;
    this.board = board;
    this.steps = steps;
  }

  /** The export at the end of a run: of all that it wrote until now. */
  void ofTheRun() {
    Clock.pause(state.timing.beforeExport(), "Let the last logs arrive");
    state.exportUntil = Clock.now();
    carryOut(Step.EXPORTS);
    if (!state.orders.stop) {
      state.journal.note(Clock.now(), whatOfLateMessages());
    }
  }

  /** Carries exports out; a stop ends the waiting, though not what AWS has begun. */
  void carryOut(List<Step> exports) {
    board.enter(Phase.EXPORTING_LOGS);
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> exporting = Async.procedure(() -> oneAfterTheOther(exports)));
    scope.run();
    Workflow.await(() -> exporting.isCompleted() || state.orders.stop);
    if (!exporting.isCompleted()) {
      scope.cancel();
      exporting.get();
    }
  }

  private void oneAfterTheOther(List<Step> exports) {
    for (Step export : exports) {
      if (!state.orders.stop) {
        steps.carryOut(export);
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
                    + (Step.EXPORTS.contains(step)
                        ? " An export that AWS has begun goes on by itself."
                        : ""),
                "`starter start` with the same monitor file does what is missing."));
      }
    }
  }

  private String whatOfLateMessages() {
    return state.secondExportAt() == null
        ? "Log messages that can be exported only from now on are not in the export; AWS says that"
            + " it may take 12 h (`start --second-export 12h` exports those, too)."
        : "The logs are exported once more at " + Words.time(state.secondExportAt()) + ".";
  }
}
