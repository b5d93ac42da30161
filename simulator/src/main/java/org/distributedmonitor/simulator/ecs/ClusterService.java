package org.distributedmonitor.simulator.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;

/** One ECS service: ACTIVE, then DRAINING while its tasks stop, then INACTIVE. */
public final class ClusterService {
  public final String name;
  final Cluster cluster;
  final Instant createdAt;
  public final Map<String, String> tags = new TreeMap<>();
  public final List<ContainerTask> tasks = new ArrayList<>();
  public String status = "ACTIVE";
  public String taskDefinition;
  public int desired;

  public ClusterService(World world, Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    this.createdAt = world.now();
  }

  public String family() {
    String last = taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
    return last.contains(":") ? last.substring(0, last.lastIndexOf(':')) : last;
  }

  int running() {
    return (int) tasks.stream().filter(task -> task.running).count();
  }
}
