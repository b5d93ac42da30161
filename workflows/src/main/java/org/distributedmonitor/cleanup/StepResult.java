package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * A step and what became of it.
 *
 * @param at when it last came to something
 * @param since since when it stands so: of a blocked step, the first of the unbroken row of tries
 * @param tries of a blocked step, how often in a row it was tried in vain; else 0
 * @param fault whether a fault of this program keeps it from being done
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepResult(
    Step step, StepOutcome outcome, Instant at, Instant since, int tries, boolean fault) {

  public StepResult {
    since = since == null ? at : since;
  }

  /** The first result of a step. */
  public StepResult(Step step, StepOutcome outcome, Instant at) {
    this(step, outcome, at, at, outcome.blocked() ? 1 : 0, false);
  }

  /** The first result of a step, which a fault of this program may have kept from being done. */
  public static StepResult first(Step step, StepOutcome outcome, Instant at, boolean fault) {
    return new StepResult(step, outcome, at, at, outcome.blocked() ? 1 : 0, fault);
  }

  /**
   * The step has come to something again.
   *
   * @param ofThisProgram whether it failed by a fault of this program
   */
  public StepResult then(StepOutcome now, Instant when, boolean ofThisProgram) {
    boolean goesOn = outcome.blocked() && now.blocked();
    return new StepResult(
        step, now, when, goesOn ? since : when, now.blocked() ? tries + 1 : 0, ofThisProgram);
  }

  /** The results of the steps that this version knows; of none when there is no list. */
  public static List<StepResult> known(List<StepResult> results) {
    return results == null
        ? List.of()
        : results.stream().filter(result -> result.step() != null).toList();
  }
}
