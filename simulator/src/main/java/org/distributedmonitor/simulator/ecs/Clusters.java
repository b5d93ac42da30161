package org.distributedmonitor.simulator.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.WorkerProfile;
import org.distributedmonitor.simulator.ec2.Machine;
import org.distributedmonitor.simulator.world.World;

/**
 * ECS's scheduler: every service gets its desired count of tasks as far as machines have room. A
 * service's containers go to its own run's machines first; in a shared cluster the rest goes
 * wherever there is room, as ECS does it.
 */
public final class Clusters {
  /** How long ECS goes on listing a machine that is no more; minutes, nobody says how many. */
  private static final Duration UNTIL_FORGOTTEN = Duration.ofMinutes(2);

  private static final Duration INACTIVE_IS_SHOWN = Duration.ofHours(1);

  public final Map<String, Cluster> byName = new TreeMap<>();
  private final World world;

  public Clusters(World world) {
    this.world = world;
  }

  public Cluster create(String name) {
    Cluster cluster = byName.get(name);
    if (cluster == null || !cluster.status.equals("ACTIVE")) {
      cluster = new Cluster(name);
      byName.put(name, cluster);
    }
    return cluster;
  }

  public void register(Machine machine, String name) {
    Cluster cluster = byName.get(name);
    if (cluster == null || !cluster.status.equals("ACTIVE")) {
      return;
    }
    machine.cluster = cluster;
    machine.containerInstanceId = world.hex(32);
    cluster.containerInstances.put(machine.containerInstanceId, machine);
    place(cluster);
  }

  /** It shuts down: its containers are stopped, and those that are missing go elsewhere. */
  public void lost(Machine machine) {
    List.copyOf(machine.tasks).forEach(this::stopped);
    if (machine.cluster != null) {
      place(machine.cluster);
    }
  }

  /** A terminated machine with a connected agent is deregistered by ECS itself, some time later. */
  public void terminated(Machine machine) {
    Cluster cluster = machine.cluster;
    if (cluster != null) {
      world.timeline.in(
          UNTIL_FORGOTTEN,
          () -> {
            cluster.containerInstances.remove(machine.containerInstanceId);
            machine.cluster = null;
          });
    }
  }

  void place(Cluster cluster) {
    for (ClusterService service : cluster.active()) {
      int missing = service.desired - service.tasks.size();
      if (missing <= 0) {
        continue;
      }
      for (Machine machine : withRoom(cluster, service)) {
        int room = machine.fleet.tasksPerMachine - machine.tasks.size();
        for (; room > 0 && missing > 0; room--, missing--) {
          start(service, machine);
        }
      }
    }
  }

  private List<Machine> withRoom(Cluster cluster, ClusterService service) {
    List<Machine> found = new ArrayList<>();
    for (Machine machine : cluster.containerInstances.values()) {
      boolean hasRoom = machine.running() && machine.tasks.size() < machine.fleet.tasksPerMachine;
      if (hasRoom && (own(service, machine) || !spokenFor(cluster, machine))) {
        found.add(machine);
      }
    }
    found.sort(Comparator.comparing((Machine machine) -> !own(service, machine)));
    return found;
  }

  /** Another run's machine is left to that run as long as its own service still lacks tasks. */
  private boolean spokenFor(Cluster cluster, Machine machine) {
    return cluster.active().stream()
        .anyMatch(other -> own(other, machine) && other.tasks.size() < other.desired);
  }

  private boolean own(ClusterService service, Machine machine) {
    WorkerProfile profile = world.workers.profile(service);
    return profile != null && profile.fleetIds().contains(machine.fleet.id);
  }

  private void start(ClusterService service, Machine machine) {
    ContainerTask task = new ContainerTask(world, service, machine);
    service.tasks.add(task);
    machine.tasks.add(task);
    WorkerProfile profile = world.workers.profile(service);
    Duration pull = profile == null ? Duration.ZERO : profile.nextPull();
    world.timeline.in(
        world.seconds(30, 90).plus(pull),
        () -> {
          if (!task.stopped) {
            task.running = true;
            world.workers.started(task);
          }
        });
  }

  /** Fewer tasks than before: the newest are stopped first, within some seconds. */
  public void scale(ClusterService service, int desired) {
    service.desired = desired;
    for (int i = service.tasks.size() - 1; i >= desired; i--) {
      ContainerTask task = service.tasks.get(i);
      world.timeline.in(
          world.seconds(5, 30),
          () -> {
            if (!task.stopped && service.tasks.size() > service.desired) {
              stopped(task);
              place(service.cluster);
            }
          });
    }
    place(service.cluster);
  }

  private void stopped(ContainerTask task) {
    task.stopped = true;
    task.running = false;
    task.working = 0;
    task.service.tasks.remove(task);
    task.machine.tasks.remove(task);
    world.workers.stopped(task.machine);
    if (task.service.status.equals("DRAINING") && task.service.tasks.isEmpty()) {
      deactivate(task.service);
    }
  }

  void delete(ClusterService service) {
    service.desired = 0;
    if (service.tasks.isEmpty()) {
      deactivate(service);
    } else {
      service.status = "DRAINING";
      scale(service, 0);
    }
    world.happened(service.name, "service " + service.name + " deleted");
  }

  private void deactivate(ClusterService service) {
    service.status = "INACTIVE";
    world.timeline.in(
        INACTIVE_IS_SHOWN, () -> service.cluster.services.remove(service.name, service));
  }
}
