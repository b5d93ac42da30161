package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.queue.QueueFacts;

/**
 * The identities of a run, fixed when its queue was confirmed empty. Whatever of the same names was
 * born later belongs to a newer run and is left alone, at every step and every retry.
 *
 * @param at when the queue was confirmed empty, or when a person ordered the clean-up
 * @param queue the queue's facts; null when the run's queue was never found
 * @param fleetIds the fleets of the run that are to be cancelled
 * @param serviceCreatedAt when the service was made; null when that is not known
 * @param jobsGivenUp whether a person ordered the clean-up though jobs may remain
 * @param kept the fleets and machines of the run that stay, as somebody protects them by a tag
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FrozenRun(
    Instant at,
    QueueFacts queue,
    List<String> fleetIds,
    Instant serviceCreatedAt,
    boolean jobsGivenUp,
    Kept kept) {

  /** AWS's clock and the monitor's are taken to be less than this apart. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  public FrozenRun {
    requireNonNull(at, "at");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    kept = kept == null ? Kept.nothing() : kept;
  }

  /** The same with what the closing look has found out about who protects what by now. */
  public FrozenRun asSeenIn(ClosingLook look) {
    List<String> known = everyFleetId();
    Set<String> cancel = new LinkedHashSet<>(fleetIds);
    Set<String> stay = new LinkedHashSet<>(kept.fleetIds());
    for (String id : look.keptFleetIds()) {
      if (known.contains(id)) {
        cancel.remove(id);
        stay.add(id);
      }
    }
    for (String id : look.doomedFleetIds()) {
      if (known.contains(id)) {
        stay.remove(id);
        cancel.add(id);
      }
    }
    return new FrozenRun(
        at,
        queue,
        List.copyOf(cancel),
        serviceCreatedAt,
        jobsGivenUp,
        new Kept(List.copyOf(stay), look.tagsSeen() ? look.protectedMachines() : kept.machines()));
  }

  /** The fleets of the run, those that are kept included. */
  public List<String> everyFleetId() {
    return Stream.concat(fleetIds.stream(), kept.fleetIds().stream()).toList();
  }

  /** The same with a fleet that nobody knew of when the run was frozen. */
  public FrozenRun withFleet(FleetSighting fleet) {
    List<String> cancel = new ArrayList<>(fleetIds);
    List<String> stay = new ArrayList<>(kept.fleetIds());
    (fleet.protectedByTag() ? stay : cancel).add(fleet.fleetId());
    return new FrozenRun(
        at, queue, cancel, serviceCreatedAt, jobsGivenUp, new Kept(stay, kept.machines()));
  }

  /**
   * Whether something born then is no newer run's in any case: AWS's clock and the monitor's
   * differ, and an unknown birth proves nothing.
   */
  public boolean bornBefore(Instant birth) {
    return birth != null && birth.isBefore(at.minus(CLOCKS_DIFFER));
  }

  /** Whether something born then belongs to a newer run. An unknown birth is no proof of one. */
  public boolean bornLater(Instant birth) {
    return birth != null && birth.isAfter(at);
  }
}
