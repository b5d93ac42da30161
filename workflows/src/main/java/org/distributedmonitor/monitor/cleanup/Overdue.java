package org.distributedmonitor.monitor.cleanup;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.state.Silence;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.workflow.Beside;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;

/** Tells people of what has not come to something for longer than it ever takes. */
final class Overdue {

  private final RunState state;
  private final Board board;

  Overdue(RunState state, Board board) {
    this.state = state;
    this.board = board;
  }

  /**
   * Watches over a step, beside it. It is not given up with the step: its timer would seem to have
   * fired.
   *
   * @param since when that was begun which is to come to something
   * @param ended whether it has
   */
  void watch(Step step, Instant since, BooleanSupplier ended, Duration patience) {
    Workflow.newDetachedCancellationScope(
            () -> Beside.begin(() -> tell(step, since, ended, patience)))
        .run();
  }

  private void tell(Step step, Instant since, BooleanSupplier ended, Duration patience) {
    Duration takes = state.timing().patience(patience);
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
      state.silence().overdue(step.words(), since);
      board.refresh();
    }
  }
}
