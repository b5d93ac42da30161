package org.distributedmonitor.testkit;

import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;

/** What a status or a report tells of a clean-up. */
public final class Told {

  private Told() {}

  /** What became of a step that was taken. */
  public static StepOutcome outcome(List<StepResult> steps, Step step) {
    return steps.stream()
        .filter(result -> result.step() == step)
        .map(StepResult::outcome)
        .findFirst()
        .orElseThrow();
  }

  /** The names of what is left of one kind. */
  public static List<String> names(List<Leftover> leftovers, Kind kind) {
    return leftovers.stream()
        .filter(left -> left.kind() == kind)
        .flatMap(left -> left.names().stream())
        .toList();
  }

  /** How many things of one kind are left. */
  public static int count(List<Leftover> leftovers, Kind kind) {
    return leftovers.stream().filter(left -> left.kind() == kind).mapToInt(Leftover::count).sum();
  }
}
