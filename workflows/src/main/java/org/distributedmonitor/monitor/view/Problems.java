package org.distributedmonitor.monitor.view;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.run.Problem;

/** What a person has to put right, as of what is known now. */
public final class Problems {

  private Problems() {}

  public static List<Problem> of(RunState state) {
    List<Problem> problems = new ArrayList<>(state.silence().problems());
    if (!state.cleaningUp()) {
      problems.addAll(state.journal().problems());
      return problems;
    }
    for (StepResult result : state.cleanup().results()) {
      if (result.outcome().blocked()) {
        problems.add(blocked(result));
      }
    }
    for (Leftover leftover : state.left().all()) {
      if (leftover.leaksMoney() && !leftover.settling()) {
        problems.add(left(leftover, state));
      }
    }
    return problems;
  }

  private static Problem blocked(StepResult result) {
    String cost = result.step().monthlyCost();
    return new Problem(
        result.step().words()
            + " is blocked: "
            + result.outcome().detail()
            + (cost.isEmpty() ? "" : " Until it is done you pay for " + cost + "."),
        result.outcome().remedy(),
        result.since());
  }

  private static Problem left(Leftover leftover, RunState state) {
    // What could not be looked at is not for a person to remove, but to make visible.
    boolean unseen = leftover.kind() == Leftover.Kind.UNSEEN;
    return new Problem(
        unseen
            ? "Nobody knows whether something is left of "
                + leftover.named()
                + ": "
                + leftover.reason()
            : "Still there: " + leftover.told() + ". " + leftover.reason(),
        (unseen
                ? "Allow the worker's role what was refused; it is looked"
                : "Remove it if it is yours; it is looked for")
            + " again each hour, and at once with `starter retry`.",
        state.left().since(leftover.kind(), state.currentPhase().since()));
  }
}
