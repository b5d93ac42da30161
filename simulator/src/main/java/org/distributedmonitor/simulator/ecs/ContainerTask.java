package org.distributedmonitor.simulator.ecs;

import java.time.Instant;
import org.distributedmonitor.simulator.ec2.Machine;
import org.distributedmonitor.simulator.world.World;

/** One ECS task on one machine; its container takes jobs once it runs. */
public final class ContainerTask {
  final String id;
  public final ClusterService service;
  public final Machine machine;
  final Instant createdAt;
  public boolean running;
  boolean stopped;

  /** How many jobs its container works on. */
  public int working;

  ContainerTask(World world, ClusterService service, Machine machine) {
    this.id = world.hex(32);
    this.service = service;
    this.machine = machine;
    this.createdAt = world.now();
  }
}
