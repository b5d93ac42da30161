package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A spot fleet as EC2 describes it.
 *
 * @param target the target capacity, in units
 * @param onDemandTarget the part of the target that is not spot, in units
 * @param unitsPerMachine the largest weight of its machine types; 1 when it is not weighted
 * @param maintain whether EC2 replaces lost machines; only such a fleet can be lowered
 * @param otherRun the run that the user data names when it is not this one, or empty
 * @param protectedByTag whether somebody keeps it by a tag: it is not lowered and not cancelled
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetSighting(
    String fleetId,
    FleetCondition condition,
    boolean maintain,
    int target,
    int onDemandTarget,
    double unitsPerMachine,
    Instant createdAt,
    Ownership ownership,
    String otherRun,
    boolean protectedByTag) {

  public FleetSighting {
    ownership = ownership == null ? Ownership.UNPROVEN : ownership;
    otherRun = otherRun == null ? "" : otherRun;
    unitsPerMachine = unitsPerMachine <= 0 ? 1 : unitsPerMachine;
  }

  /** A fleet that EC2 does not know. */
  public static FleetSighting notFound(String fleetId) {
    return bare(fleetId, FleetCondition.NOT_FOUND, Ownership.UNPROVEN);
  }

  /** A fleet that could not be read. */
  public static FleetSighting unknown(String fleetId) {
    return bare(fleetId, FleetCondition.UNKNOWN, Ownership.UNASKED);
  }

  private static FleetSighting bare(String fleetId, FleetCondition condition, Ownership owner) {
    return new FleetSighting(fleetId, condition, true, 0, 0, 1, null, owner, "", false);
  }

  /** The same fleet, with what was learnt about its owner. */
  public FleetSighting owned(Ownership owner, String other) {
    return new FleetSighting(
        fleetId,
        condition,
        maintain,
        target,
        onDemandTarget,
        unitsPerMachine,
        createdAt,
        owner,
        other,
        protectedByTag);
  }

  /** The same fleet with another target. */
  public FleetSighting targeted(int now) {
    return new FleetSighting(
        fleetId,
        condition,
        maintain,
        now,
        onDemandTarget,
        unitsPerMachine,
        createdAt,
        ownership,
        otherRun,
        protectedByTag);
  }

  /** The same fleet, protected or not. */
  public FleetSighting protectedAs(boolean byTag) {
    return new FleetSighting(
        fleetId,
        condition,
        maintain,
        target,
        onDemandTarget,
        unitsPerMachine,
        createdAt,
        ownership,
        otherRun,
        byTag);
  }

  /** Whether its target can, and may, be changed now. */
  public boolean lowerable() {
    return maintain && condition == FleetCondition.ACTIVE && !protectedByTag;
  }
}
