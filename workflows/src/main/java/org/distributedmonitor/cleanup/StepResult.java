package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/** A step and what became of it, and when. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepResult(Step step, StepOutcome outcome, Instant at) {

  /** The results of the steps that this version knows; of none when there is no list. */
  public static List<StepResult> known(List<StepResult> results) {
    return results == null
        ? List.of()
        : results.stream().filter(result -> result.step() != null).toList();
  }
}
