package org.distributedmonitor.fleet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A fleet of the run, as the monitor remembers it.
 *
 * @param knownSince when the monitor learnt of it; cheapest mode counts from here
 * @param sighting how it was last seen; {@link FleetCondition#UNKNOWN} before the first look
 * @param cheapestDone whether cheapest mode has lowered it: it does so once
 * @param found whether the monitor has found it itself: no monitor file names it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetRecord(
    String fleetId,
    Instant knownSince,
    FleetSighting sighting,
    boolean cheapestDone,
    boolean found) {

  public FleetRecord {
    requireNonNull(fleetId, "fleetId");
    sighting = sighting == null ? FleetSighting.unknown(fleetId) : sighting;
  }

  /** A fleet that was handed over. */
  public static FleetRecord of(String fleetId, Instant now) {
    return new FleetRecord(fleetId, now, null, false, false);
  }

  /** A fleet that the monitor has found itself. */
  public static FleetRecord found(FleetSighting sighting, Instant now) {
    return new FleetRecord(sighting.fleetId(), now, sighting, false, true);
  }

  /** One that was found, and that a monitor file names by now. */
  public FleetRecord handedOver() {
    return new FleetRecord(fleetId, knownSince, sighting, cheapestDone, false);
  }

  /**
   * Seen again. What an earlier look learnt about its owner stands when this one could not tell:
   * only a survey asks a machine.
   */
  public FleetRecord seen(FleetSighting now) {
    Ownership before = sighting.ownership();
    FleetSighting kept =
        before.surerThan(now.ownership()) ? now.owned(before, sighting.otherRun()) : now;
    // One that could not be read tells nothing of its tags: what was known of them stands.
    boolean tagged =
        kept.condition() == FleetCondition.UNKNOWN
            ? sighting.protectedByTag()
            : kept.protectedByTag();
    return new FleetRecord(fleetId, knownSince, kept.protectedAs(tagged), cheapestDone, found);
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
    return new FleetRecord(fleetId, knownSince, now, cheapestDone, found);
  }

  public FleetRecord madeCheapest() {
    return new FleetRecord(fleetId, knownSince, sighting, true, found);
  }

  /** Whether the monitor may act on it: unless it is proven to be another run's, it may. */
  public boolean actable() {
    return sighting.ownership() != Ownership.ANOTHER_RUNS;
  }

  /**
   * Whether the monitor may change it while the run is watched: one that launches machines not
   * before it is asked whose it is. It has no machine yet, so that this costs nothing.
   */
  public boolean changeable() {
    return actable() && !unasked();
  }

  /** Whether it launches machines, and nobody has been asked yet whose it is. */
  public boolean unasked() {
    return sighting.ownership() == Ownership.UNASKED && sighting.condition().launches();
  }

  /** Whether nobody could look at it yet: all that speaks for it is the monitor file. */
  public boolean unseen() {
    return sighting.ownership() == Ownership.UNASKED
        && sighting.condition() == FleetCondition.UNKNOWN;
  }

  /** Whether somebody keeps it by a tag. */
  public boolean protectedByTag() {
    return sighting.protectedByTag();
  }
}
