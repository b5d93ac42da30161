package org.distributedmonitor.simulator.ec2;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;

/**
 * All instances: they boot in under a minute, need one to two minutes to terminate, and stay listed
 * as terminated for an hour (EC2 user guide, "Instance lifecycle").
 */
public final class Machines {
  private static final Duration LISTED_AFTER_END = Duration.ofHours(1);
  private static final Pattern CONFIGURATION =
      Pattern.compile("s3://([^/\\s]+)/(ecsconfigs/\\S+_ecs\\.config)");
  private static final Pattern CLUSTER = Pattern.compile("ECS_CLUSTER=(\\S+)");

  public final NavigableMap<String, Machine> byId = new TreeMap<>();
  private final World world;

  public Machines(World world) {
    this.world = world;
  }

  Machine launch(Fleet fleet, boolean onDemand) {
    SpotFleetLaunchSpecification specification = fleet.nextSpecification();
    Machine machine =
        new Machine(
            world,
            fleet,
            onDemand,
            Fleet.weight(specification),
            specification == null ? "m5.xlarge" : specification.instanceTypeAsString());
    byId.put(machine.id, machine);
    world.happened(machine.id, "machine " + machine.id + " launched");
    world.timeline.in(world.seconds(15, 45), () -> boot(machine));
    return machine;
  }

  private void boot(Machine machine) {
    if (machine.state != Machine.State.PENDING) {
      return;
    }
    machine.state = Machine.State.RUNNING;
    machine.stranded = machine.fleet.takeStranded();
    world.workers.idle(machine);
    world.timeline.in(world.seconds(45, 120), () -> join(machine));
  }

  /** The ECS agent reads the cluster's name from the configuration that the user data copies. */
  private void join(Machine machine) {
    if (!machine.running() || machine.stranded) {
      return;
    }
    Matcher configuration = CONFIGURATION.matcher(machine.fleet.userData());
    if (!configuration.find()) {
      return;
    }
    String text = world.buckets.text(configuration.group(1), configuration.group(2));
    Matcher name = CLUSTER.matcher(text == null ? "" : text);
    if (name.find()) {
      world.clusters.register(machine, name.group(1));
    }
  }

  /** Its end begins: containers stop, nothing it held is given back before its time. */
  public void end(Machine machine, String reason) {
    if (!machine.alive()) {
      return;
    }
    machine.state = Machine.State.SHUTTING_DOWN;
    machine.endReason = reason;
    machine.endedAt = world.now();
    machine.idleSince = null;
    world.clusters.lost(machine);
    machine.fleet.lost(machine);
    world.timeline.in(world.seconds(60, 120), () -> terminated(machine));
  }

  private void terminated(Machine machine) {
    machine.state = Machine.State.TERMINATED;
    machine.fleet.gone(machine);
    world.clusters.terminated(machine);
    world.timeline.in(LISTED_AFTER_END, () -> byId.remove(machine.id));
  }
}
