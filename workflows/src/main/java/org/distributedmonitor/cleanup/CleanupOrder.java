package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.distributedmonitor.run.Run;

/** What every step of a clean-up is given: the run and what of it was frozen. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CleanupOrder(Run run, FrozenRun frozen) {

  public CleanupOrder {
    requireNonNull(run, "run");
    requireNonNull(frozen, "frozen");
  }
}
