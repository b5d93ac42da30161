package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Run;

/**
 * What every step of a clean-up is given: the run and what of it was frozen.
 *
 * @param newerRunKnown whether a newer run of this name is being watched already, to which belongs
 *     whatever it re-uses: a queue, service or cluster of the same name looks as old as the run
 * @param newerFleetIds the fleets that starts of the newer run have brought
 * @param queueUnread whether nobody could look at the queue before it was frozen, as that was
 *     refused: then the queue is the run's if it was there at that time
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CleanupOrder(
    Run run,
    FrozenRun frozen,
    boolean newerRunKnown,
    List<String> newerFleetIds,
    boolean queueUnread) {

  public CleanupOrder {
    requireNonNull(run, "run");
    requireNonNull(frozen, "frozen");
    newerFleetIds = newerFleetIds == null ? List.of() : List.copyOf(newerFleetIds);
  }

  /** No newer run is known of, and the queue could be looked at. */
  public CleanupOrder(Run run, FrozenRun frozen) {
    this(run, frozen, false, List.of(), false);
  }

  /** The same order with what is known of the run by now. */
  public CleanupOrder with(FrozenRun known) {
    return new CleanupOrder(run, known, newerRunKnown, newerFleetIds, queueUnread);
  }
}
