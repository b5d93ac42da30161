package org.distributedmonitor.simulator.ec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;

/**
 * One Spot Fleet request. Capacity is counted in units: a machine is worth its specification's
 * weight, and the fleet launches until the target is reached or passed (EC2 user guide, "Spot Fleet
 * instance weighting").
 */
public final class Fleet {
  /** One line of the fleet's history. */
  record Line(Instant at, String type, String subtype, String instanceId, String description) {}

  public final String id;
  final Instant createdAt;
  final SpotFleetRequestConfigData config;
  public final Map<String, String> tags = new TreeMap<>();
  final List<Line> history = new ArrayList<>();
  final List<Machine> machines = new ArrayList<>();
  public String state = "submitted";
  public int target;
  public int onDemandTarget;
  String excessPolicy;
  public int tasksPerMachine = 1;
  public int capacityLimit = Integer.MAX_VALUE;
  public int strandedToCome;

  /** Whether its description shows its launch user data; that AWS does is not established. */
  public boolean userDataShown = true;

  double spotComing;
  double onDemandComing;

  private final World world;
  private final String userData;
  private double spotHere;
  private double onDemandHere;
  private int launches;
  private int pruneAt = 2000;

  Fleet(World world, SpotFleetRequestConfigData config) {
    this.world = world;
    this.config = config;
    this.userData = decoded(config);
    this.id = "sfr-" + world.uuid();
    this.createdAt = world.now();
    this.target = config.targetCapacity();
    this.onDemandTarget =
        config.onDemandTargetCapacity() == null ? 0 : config.onDemandTargetCapacity();
    this.excessPolicy =
        config.excessCapacityTerminationPolicyAsString() == null
            ? "default"
            : config.excessCapacityTerminationPolicyAsString();
  }

  boolean maintains() {
    return config.type() == null || config.type() == FleetType.MAINTAIN;
  }

  boolean active() {
    return state.equals("active") || state.equals("modifying");
  }

  List<Machine> alive() {
    return machines.stream().filter(Machine::alive).toList();
  }

  double fulfilled(boolean onDemand) {
    return onDemand ? onDemandHere : spotHere;
  }

  double fulfilled() {
    return fulfilled(false) + fulfilled(true);
  }

  public String userData() {
    return userData;
  }

  private static String decoded(SpotFleetRequestConfigData config) {
    if (config.launchSpecifications().isEmpty()
        || config.launchSpecifications().get(0).userData() == null) {
      return "";
    }
    try {
      return new String(
          Base64.getMimeDecoder().decode(config.launchSpecifications().get(0).userData()),
          StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  SpotFleetLaunchSpecification nextSpecification() {
    List<SpotFleetLaunchSpecification> all = config.launchSpecifications();
    return all.isEmpty() ? null : all.get(launches++ % all.size());
  }

  double nextWeight() {
    List<SpotFleetLaunchSpecification> all = config.launchSpecifications();
    return all.isEmpty() ? 1 : weight(all.get(launches % all.size()));
  }

  static double weight(SpotFleetLaunchSpecification specification) {
    return specification == null || specification.weightedCapacity() == null
        ? 1
        : specification.weightedCapacity();
  }

  boolean takeStranded() {
    return strandedToCome > 0 && strandedToCome-- > 0;
  }

  void note(String type, String subtype, String instanceId, String description) {
    history.add(new Line(world.now(), type, subtype, instanceId, description));
    if (history.size() >= pruneAt) {
      Instant oldest = world.now().minus(Fleets.HISTORY_KEPT);
      history.removeIf(line -> line.at().isBefore(oldest));
      pruneAt = Math.max(pruneAt, 2 * history.size());
    }
  }

  void change(String newState) {
    state = newState;
    note("fleetRequestChange", newState, null, null);
  }

  void joined(Machine machine) {
    machines.add(machine);
    count(machine, machine.weight);
    note("instanceChange", "launched", machine.id, machine.instanceType);
  }

  private void count(Machine machine, double units) {
    if (machine.onDemand) {
      onDemandHere += units;
    } else {
      spotHere += units;
    }
  }

  void lost(Machine machine) {
    count(machine, -machine.weight);
    note("instanceChange", "terminated", machine.id, machine.endReason);
    if (maintains()) {
      world.fleets.replenish(this);
    }
  }

  void gone(Machine machine) {
    machines.remove(machine);
    boolean emptied = machines.stream().allMatch(other -> other.state == Machine.State.TERMINATED);
    if (emptied && state.startsWith("cancelled_")) {
      change("cancelled");
      world.happened(id, "fleet " + id + " cancelled");
      world.timeline.in(Fleets.HISTORY_KEPT, () -> world.fleets.byId.remove(id));
    }
  }

  void terminateAll(String reason) {
    alive().forEach(machine -> world.machines.end(machine, reason));
  }

  /** What the {@code default} excess policy does after a shrink: the newest go first. */
  void terminateExcess() {
    List<Machine> newest = new ArrayList<>(alive());
    newest.sort(Comparator.comparing((Machine machine) -> machine.launchedAt).reversed());
    for (Machine machine : newest) {
      if (!machine.onDemand && fulfilled() - machine.weight >= target) {
        note("instanceChange", "termination_notified", machine.id, "excess capacity");
        world.machines.end(machine, "Service initiated: the fleet was scaled down");
      }
    }
  }
}
