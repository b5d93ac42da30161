package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachine;
import org.distributedmonitor.queue.QueueFacts;

/**
 * The identities of a run, fixed when its queue was confirmed empty. Whatever of the same names was
 * born later belongs to a newer run and is left alone, at every step and every retry.
 *
 * @param at when the queue was confirmed empty, or when a person ordered the clean-up
 * @param queue the queue's facts; null when the run's queue was never found
 * @param fleetIds the fleets of the run that are to be cancelled
 * @param machineIds the machines of those fleets; empty until they have been listed
 * @param serviceCreatedAt when the service was made; null when that is not known
 * @param jobsGivenUp whether a person ordered the clean-up though jobs may remain
 * @param kept the fleets and machines of the run that stay, as somebody protects them by a tag
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FrozenRun(
    Instant at,
    QueueFacts queue,
    List<String> fleetIds,
    List<String> machineIds,
    Instant serviceCreatedAt,
    boolean jobsGivenUp,
    Kept kept) {

  /** AWS's clock and the monitor's are taken to be less than this apart. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  public FrozenRun {
    requireNonNull(at, "at");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    machineIds = machineIds == null ? List.of() : List.copyOf(machineIds);
    kept = kept == null ? Kept.nothing() : kept;
  }

  public FrozenRun withMachines(List<String> ids) {
    return new FrozenRun(at, queue, fleetIds, ids, serviceCreatedAt, jobsGivenUp, kept);
  }

  /** The same with what the closing look has found out about who protects what by now. */
  public FrozenRun asSeenIn(ClosingLook look) {
    Set<String> cancel = new LinkedHashSet<>(fleetIds);
    Set<String> stay = new LinkedHashSet<>(kept.fleetIds());
    Map<String, ProtectedMachine> machines = new LinkedHashMap<>();
    kept.machines().forEach(machine -> machines.put(machine.machineId(), machine));
    for (Leftover left : look.leftovers()) {
      if (left.kind() == Leftover.Kind.FLEET && everyFleetId().contains(left.name())) {
        (left.kept() ? cancel : stay).remove(left.name());
        (left.kept() ? stay : cancel).add(left.name());
      } else if (left.kind() == Leftover.Kind.MACHINE && !left.kept()) {
        machines.remove(left.name());
      }
    }
    look.protectedMachines().forEach(machine -> machines.put(machine.machineId(), machine));
    return new FrozenRun(
        at,
        queue,
        List.copyOf(cancel),
        machineIds,
        serviceCreatedAt,
        jobsGivenUp,
        new Kept(List.copyOf(stay), List.copyOf(machines.values())));
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
        at,
        queue,
        cancel,
        machineIds,
        serviceCreatedAt,
        jobsGivenUp,
        new Kept(stay, kept.machines()));
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
