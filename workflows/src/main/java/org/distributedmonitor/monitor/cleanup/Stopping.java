package org.distributedmonitor.monitor.cleanup;

import java.util.Arrays;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Reports;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.workflow.Clock;

/** When a person may end a monitor, and with what verdict. */
public final class Stopping {

  private Stopping() {}

  /**
   * Whether the monitor is to end now: a stop was ordered, or the Web UI's cancellation was asked
   * for and nothing that costs money is under way any more. Temporal delivers a cancellation once,
   * and the execution that has it can neither continue as new nor end otherwise: it is a stop that
   * is followed as soon as it may be.
   */
  public static boolean ordered(RunState state) {
    return state.orders().stop() || (state.orders().cancel() && allowed(state));
  }

  /** The answer to an order to stop; a yes still has to be carried out. */
  public static Answer answer(RunState state) {
    if (!state.cleaningUp()) {
      return Answer.yes("The monitor ends; " + Verdict.STOPPED.words() + ".");
    }
    if (secondExportOnly(state)) {
      return Answer.yes(
          "The monitor ends without the second export of the logs; the verdict stays: "
              + Reports.of(state, Clock.now()).verdict().words()
              + ".");
    }
    if (state.phase() == Phase.NEEDS_ATTENTION) {
      return Answer.yes("The monitor ends; " + Verdict.CLEANUP_INCOMPLETE.words() + ".");
    }
    if (state.phase() != Phase.EXPORTING_LOGS) {
      return Answer.no(
          "The run is being cleaned up, which ends by itself; it can be stopped when only log"
              + " exports are left, or when it needs attention.");
    }
    if (!moneyStepsHaveEnded(state)) {
      return Answer.no(
          "Something that costs money is still being removed; stop again in some minutes.");
    }
    return Answer.yes(
        "The monitor ends and waits for no export; those that have not completed are named in the"
            + " report as missing.");
  }

  private static boolean allowed(RunState state) {
    return !state.cleaningUp()
        || secondExportOnly(state)
        || state.phase() == Phase.NEEDS_ATTENTION
        || (state.phase() == Phase.EXPORTING_LOGS && moneyStepsHaveEnded(state));
  }

  private static boolean secondExportOnly(RunState state) {
    return state.phase() == Phase.AWAITING_SECOND_EXPORT
        || (state.phase() == Phase.EXPORTING_LOGS && state.exports().secondBegun());
  }

  /** A blocked step is no reason to go on: it waits for a person, who has just spoken. */
  private static boolean moneyStepsHaveEnded(RunState state) {
    return Arrays.stream(Step.values()).filter(Step::savesMoney).allMatch(state.cleanup()::knows);
  }
}
