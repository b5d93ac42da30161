package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.distributedmonitor.run.Run;

/**
 * What every step of a clean-up is given: the run and what of it was frozen.
 *
 * @param newerRunKnown whether a newer run of this name is being watched already, to which belongs
 *     whatever it re-uses: a queue, service or cluster of the same name looks as old as the run
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CleanupOrder(Run run, FrozenRun frozen, boolean newerRunKnown) {

  public CleanupOrder {
    requireNonNull(run, "run");
    requireNonNull(frozen, "frozen");
  }

  /** No newer run is known of. */
  public CleanupOrder(Run run, FrozenRun frozen) {
    this(run, frozen, false);
  }
}
