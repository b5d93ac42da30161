package org.distributedmonitor.monitor.cleanup;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.workflow.Clock;

/** Has a clean-up go on in a new execution when this one has become long. */
public final class Continuation {

  /** The server is to have taken the cancellation of what goes on before this execution ends. */
  public static final Duration CANCELLATIONS_ARRIVE = Duration.ofSeconds(1);

  /** What has begun is let end, if it does so soon; the longest attempt takes 20 minutes. */
  private static final Duration MAY_END = Duration.ofMinutes(25);

  private final MonitorRequest request;
  private final RunState state;
  private final Board board;
  private final Steps steps;
  private final Retries retries;

  public Continuation(
      MonitorRequest request, RunState state, Board board, Steps steps, Retries retries) {
    this.request = request;
    this.state = state;
    this.board = board;
    this.steps = steps;
    this.retries = retries;
  }

  boolean due() {
    return state.mayContinueAsNew();
  }

  /**
   * Continues as new. What waits is given up, and begun again by the new execution, which finds by
   * its name what AWS has begun.
   *
   * <p>Comes back if somebody wants this execution to end meanwhile; what was given up has to be
   * begun again then.
   */
  void now() {
    Workflow.await(MAY_END, () -> Stopping.ordered(state) || steps.onlyMoneyOrExports());
    retries.end();
    steps.giveUpAll();
    Clock.pause(CANCELLATIONS_ARRIVE, "Carry on in a new execution");
    Workflow.await(Workflow::isEveryHandlerFinished);
    if (state.mayContinueAsNew() && !Stopping.ordered(state)) {
      board.continueAsNew(request.carrying(state.carried()));
    }
    retries.begin();
  }
}
