package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.queue.QueueFacts;

/**
 * The identities of a run, fixed when its queue was confirmed empty. Whatever of the same names was
 * born later belongs to a newer run and is left alone, at every step and every retry.
 *
 * @param at when the queue was confirmed empty, or when a person ordered the clean-up
 * @param queue the queue's facts; null when the run's queue was never found
 * @param fleetIds the fleets of the run
 * @param machineIds the machines of those fleets; empty until they have been listed
 * @param serviceCreatedAt when the service was made; null when that is not known
 * @param jobsGivenUp whether a person ordered the clean-up though jobs may remain
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FrozenRun(
    Instant at,
    QueueFacts queue,
    List<String> fleetIds,
    List<String> machineIds,
    Instant serviceCreatedAt,
    boolean jobsGivenUp) {

  public FrozenRun {
    requireNonNull(at, "at");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    machineIds = machineIds == null ? List.of() : List.copyOf(machineIds);
  }

  public FrozenRun withMachines(List<String> ids) {
    return new FrozenRun(at, queue, fleetIds, ids, serviceCreatedAt, jobsGivenUp);
  }

  /** Whether something born then belongs to a newer run. An unknown birth is no proof of one. */
  public boolean bornLater(Instant birth) {
    return birth != null && birth.isAfter(at);
  }
}
