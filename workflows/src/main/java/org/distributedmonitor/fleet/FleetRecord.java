package org.distributedmonitor.fleet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A fleet of the run, as the monitor remembers it.
 *
 * @param knownSince when the monitor learnt of it; cheapest mode counts from here
 * @param sighting how it was last seen; {@link FleetCondition#UNKNOWN} before the first look
 * @param lowestTarget the lowest target this monitor gave it, or -1
 * @param cheapestDone whether cheapest mode has lowered it: it does so once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetRecord(
    String fleetId,
    Instant knownSince,
    FleetSighting sighting,
    int lowestTarget,
    boolean cheapestDone) {

  public FleetRecord {
    requireNonNull(fleetId, "fleetId");
    sighting = sighting == null ? FleetSighting.unknown(fleetId) : sighting;
  }

  public static FleetRecord of(String fleetId, Instant now) {
    return new FleetRecord(fleetId, now, null, -1, false);
  }

  /**
   * Seen again; what an earlier look proved about its owner stands when this one could not tell.
   */
  public FleetRecord seen(FleetSighting now) {
    boolean knewMore =
        now.ownership() == Ownership.UNPROVEN && sighting.ownership() != Ownership.UNPROVEN;
    FleetSighting kept = knewMore ? now.owned(sighting.ownership(), sighting.otherRun()) : now;
    // One that could not be read tells nothing of its tags: what was known of them stands.
    boolean tagged =
        kept.condition() == FleetCondition.UNKNOWN
            ? sighting.protectedByTag()
            : kept.protectedByTag();
    return new FleetRecord(
        fleetId, knownSince, kept.protectedAs(tagged), lowestTarget, cheapestDone);
  }

  /** Its cancellation was ordered and AWS ends its machines. */
  public FleetRecord cancelled() {
    FleetSighting now =
        new FleetSighting(
            fleetId,
            FleetCondition.CANCELLED_TERMINATING,
            sighting.maintain(),
            0,
            0,
            sighting.unitsPerMachine(),
            sighting.createdAt(),
            sighting.ownership(),
            sighting.otherRun(),
            sighting.protectedByTag());
    return new FleetRecord(fleetId, knownSince, now, lowestTarget, cheapestDone);
  }

  public FleetRecord lowered(int target) {
    int lowest = lowestTarget < 0 ? target : Math.min(lowestTarget, target);
    return new FleetRecord(fleetId, knownSince, sighting, lowest, cheapestDone);
  }

  public FleetRecord madeCheapest() {
    return new FleetRecord(fleetId, knownSince, sighting, lowestTarget, true);
  }

  /** Whether the monitor may act on it: unless it is proven to be another run's, it may. */
  public boolean actable() {
    return sighting.ownership() != Ownership.ANOTHER_RUNS;
  }

  /** Whether somebody keeps it by a tag. */
  public boolean protectedByTag() {
    return sighting.protectedByTag();
  }
}
