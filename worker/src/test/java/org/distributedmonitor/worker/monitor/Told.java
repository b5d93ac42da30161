package org.distributedmonitor.worker.monitor;

import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;

/** What a status or a report tells of a clean-up. */
final class Told {

  private Told() {}

  /** What became of a step that was taken. */
  static StepOutcome outcome(List<StepResult> steps, Step step) {
    return steps.stream()
        .filter(result -> result.step() == step)
        .map(StepResult::outcome)
        .findFirst()
        .orElseThrow();
  }

  /** The names of what is left of one kind. */
  static List<String> names(List<Leftover> leftovers, Kind kind) {
    return leftovers.stream()
        .filter(left -> left.kind() == kind)
        .flatMap(left -> left.names().stream())
        .toList();
  }

  /** How many things of one kind are left. */
  static int count(List<Leftover> leftovers, Kind kind) {
    return leftovers.stream().filter(left -> left.kind() == kind).mapToInt(Leftover::count).sum();
  }
}
