package org.distributedmonitor.policy;

import java.time.Instant;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;

/** Fleets as the policies see them. */
final class FleetFixtures {

  private FleetFixtures() {}

  static FleetSighting fleet(String id, int target) {
    return new FleetSighting(
        id, FleetCondition.ACTIVE, true, target, 0, 1, Instant.EPOCH, Ownership.OURS, "", false);
  }

  static FleetSighting weighted(String id, int target, double unitsPerMachine) {
    return new FleetSighting(
        id,
        FleetCondition.ACTIVE,
        true,
        target,
        0,
        unitsPerMachine,
        Instant.EPOCH,
        Ownership.OURS,
        "",
        false);
  }

  static FleetSighting withOnDemand(String id, int target, int onDemand) {
    return new FleetSighting(
        id,
        FleetCondition.ACTIVE,
        true,
        target,
        onDemand,
        1,
        Instant.EPOCH,
        Ownership.OURS,
        "",
        false);
  }

  static FleetSighting anotherRuns(String id, int target) {
    return new FleetSighting(
        id,
        FleetCondition.ACTIVE,
        true,
        target,
        0,
        1,
        Instant.EPOCH,
        Ownership.ANOTHER_RUNS,
        "Other",
        false);
  }

  /** A fleet of type "request": EC2 does not let it be lowered. */
  static FleetSighting oneTime(String id, int target) {
    return new FleetSighting(
        id, FleetCondition.ACTIVE, false, target, 0, 1, Instant.EPOCH, Ownership.OURS, "", false);
  }

  static FleetSighting in(FleetCondition condition, String id, int target) {
    return new FleetSighting(
        id, condition, true, target, 0, 1, Instant.EPOCH, Ownership.OURS, "", false);
  }
}
