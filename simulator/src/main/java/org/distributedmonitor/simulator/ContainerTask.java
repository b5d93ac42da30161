package org.distributedmonitor.simulator;

import java.time.Instant;

/** One ECS task on one machine; its container takes jobs once it runs. */
final class ContainerTask {
  final String id;
  final SimService service;
  final Machine machine;
  final Instant createdAt;
  boolean running;
  boolean stopped;

  /** How many jobs its container works on. */
  int working;

  ContainerTask(World world, SimService service, Machine machine) {
    this.id = world.hex(32);
    this.service = service;
    this.machine = machine;
    this.createdAt = world.now();
  }
}
