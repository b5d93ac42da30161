package org.distributedmonitor.simulator.ec2;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;

/**
 * All Spot Fleet requests. States and what may be done in which, the 48 hours of history and of
 * listing after the end: EC2 user guide, "Spot Fleet request states", and the API reference.
 */
public final class Fleets {
  static final Duration HISTORY_KEPT = Duration.ofHours(48);

  public final Map<String, Fleet> byId = new TreeMap<>();
  private final World world;

  public Fleets(World world) {
    this.world = world;
  }

  public Fleet request(SpotFleetRequestConfigData config) {
    Fleet fleet = new Fleet(world, config);
    byId.put(fleet.id, fleet);
    fleet.note("fleetRequestChange", "submitted", null, null);
    world.happened(fleet.id, "fleet " + fleet.id + " requested for " + fleet.target + " units");
    world.timeline.in(world.seconds(5, 15), () -> activate(fleet));
    if (config.validUntil() != null) {
      world.timeline.at(config.validUntil(), () -> expire(fleet));
    }
    return fleet;
  }

  private void activate(Fleet fleet) {
    if (fleet.state.equals("submitted")) {
      fleet.change("active");
      replenish(fleet);
    }
  }

  private void expire(Fleet fleet) {
    if (fleet.active() || fleet.state.equals("submitted")) {
      cancel(fleet, Boolean.TRUE.equals(fleet.config.terminateInstancesWithExpiration()));
    }
  }

  /** Orders what is missing; a machine comes one to three minutes later if it is still wanted. */
  public void replenish(Fleet fleet) {
    if (!fleet.active()) {
      return;
    }
    while (missing(fleet, true) > 0 && room(fleet)) {
      order(fleet, true);
    }
    while (missing(fleet, false) > 0 && room(fleet)) {
      order(fleet, false);
    }
  }

  private static double missing(Fleet fleet, boolean onDemand) {
    double onDemandHere = fleet.fulfilled(true) + fleet.onDemandComing;
    if (onDemand) {
      return fleet.onDemandTarget - onDemandHere;
    }
    return fleet.target - onDemandHere - fleet.fulfilled(false) - fleet.spotComing;
  }

  private static boolean room(Fleet fleet) {
    return fleet.fulfilled() + fleet.spotComing + fleet.onDemandComing < fleet.capacityLimit;
  }

  private void order(Fleet fleet, boolean onDemand) {
    double weight = fleet.nextWeight();
    coming(fleet, onDemand, weight);
    world.timeline.in(
        world.seconds(60, 180),
        () -> {
          coming(fleet, onDemand, -weight);
          if (fleet.active() && missing(fleet, onDemand) > 0 && room(fleet)) {
            fleet.joined(world.machines.launch(fleet, onDemand));
          }
        });
  }

  private static void coming(Fleet fleet, boolean onDemand, double weight) {
    if (onDemand) {
      fleet.onDemandComing += weight;
    } else {
      fleet.spotComing += weight;
    }
  }

  /** The new target shows at once; the fleet is {@code modifying} for some seconds. */
  void modify(Fleet fleet, Integer target, Integer onDemandTarget, String excessPolicy) {
    fleet.target = target == null ? fleet.target : target;
    fleet.onDemandTarget = onDemandTarget == null ? fleet.onDemandTarget : onDemandTarget;
    fleet.excessPolicy = excessPolicy == null ? "default" : excessPolicy;
    fleet.change("modifying");
    world.happened(fleet.id, "fleet " + fleet.id + " is to have " + fleet.target + " units");
    world.timeline.in(
        world.seconds(10, 40),
        () -> {
          if (fleet.state.equals("modifying")) {
            fleet.change("active");
            if (fleet.excessPolicy.equals("default")) {
              fleet.terminateExcess();
            }
            replenish(fleet);
          }
        });
  }

  void cancel(Fleet fleet, boolean terminate) {
    boolean bare = fleet.machines.isEmpty();
    fleet.change(bare ? "cancelled" : terminate ? "cancelled_terminating" : "cancelled_running");
    world.happened(
        fleet.id,
        "fleet " + fleet.id + " cancelled" + (terminate ? ", its machines end" : "; they run on"));
    if (bare) {
      world.timeline.in(HISTORY_KEPT, () -> byId.remove(fleet.id));
    } else if (terminate) {
      world.timeline.in(
          world.seconds(2, 8), () -> fleet.terminateAll("Service initiated: fleet cancelled"));
    }
  }
}
