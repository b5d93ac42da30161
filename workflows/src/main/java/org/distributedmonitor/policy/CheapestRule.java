package org.distributedmonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.run.Timing;

/**
 * When cheapest mode lowers which fleet: once each, 15 minutes after the fleet became known, so
 * that its machines can come up first; at once for one that has been known for longer.
 */
public final class CheapestRule {

  private CheapestRule() {}

  /** The fleets to lower at this instant. */
  public static List<FleetRecord> due(List<FleetRecord> fleets, Timing timing, Instant now) {
    return open(fleets).stream().filter(fleet -> !dueAt(fleet, timing).isAfter(now)).toList();
  }

  /** When the next fleet is due; empty when all have been lowered. */
  public static Optional<Instant> nextDue(List<FleetRecord> fleets, Timing timing) {
    return open(fleets).stream().map(fleet -> dueAt(fleet, timing)).min(Instant::compareTo);
  }

  private static List<FleetRecord> open(List<FleetRecord> fleets) {
    return fleets.stream()
        .filter(FleetRecord::changeable)
        .filter(fleet -> !fleet.protectedByTag())
        .filter(fleet -> !fleet.cheapestDone())
        .filter(fleet -> fleet.sighting().condition().mayBeOn())
        .toList();
  }

  private static Instant dueAt(FleetRecord fleet, Timing timing) {
    return fleet.knownSince().plus(timing.cheapestAfter());
  }
}
