package org.distributedmonitor.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One ECS service: ACTIVE, then DRAINING while its tasks stop, then INACTIVE. */
final class SimService {
  final String name;
  final Cluster cluster;
  final Instant createdAt;
  final Map<String, String> tags = new TreeMap<>();
  final List<ContainerTask> tasks = new ArrayList<>();
  String status = "ACTIVE";
  String taskDefinition;
  int desired;

  SimService(World world, Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    this.createdAt = world.now();
  }

  String family() {
    String last = taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
    return last.contains(":") ? last.substring(0, last.lastIndexOf(':')) : last;
  }

  int running() {
    return (int) tasks.stream().filter(task -> task.running).count();
  }
}
