package org.distributedmonitor.worker.decision;

import java.util.function.Function;
import org.distributedmonitor.cleanup.StepOutcome;

/**
 * What a step of the clean-up has decided after looking and before changing anything.
 *
 * @param <T> what the step acts upon: exact names, ids or URLs
 */
public sealed interface Decision<T> {

  /** There is something to do. */
  record Act<T>(T upon) implements Decision<T> {}

  /** Nothing is to be done, and this is what becomes of the step. */
  record Settled<T>(StepOutcome outcome) implements Decision<T> {}

  static <T> Decision<T> act(T upon) {
    return new Act<>(upon);
  }

  static <T> Decision<T> settled(StepOutcome outcome) {
    return new Settled<>(outcome);
  }

  /** Goes on with what there is to do; a decision that settles the step stands. */
  default <R> R carryOut(Function<T, R> act, Function<StepOutcome, R> settled) {
    return this instanceof Act<T> todo
        ? act.apply(todo.upon())
        : settled.apply(((Settled<T>) this).outcome());
  }

  default StepOutcome carryOut(Function<T, StepOutcome> act) {
    return carryOut(act, Function.identity());
  }
}
