package org.distributedmonitor.simulator.ecs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.ec2.Machine;

/** One ECS cluster: its services, and the machines that joined it. */
public final class Cluster {
  final String name;
  public final Map<String, ClusterService> services = new TreeMap<>();
  final Map<String, Machine> containerInstances = new TreeMap<>();
  public final Map<String, String> tags = new TreeMap<>();
  public String status = "ACTIVE";

  Cluster(String name) {
    this.name = name;
  }

  List<ContainerTask> tasks() {
    List<ContainerTask> all = new ArrayList<>();
    services.values().forEach(service -> all.addAll(service.tasks));
    return all;
  }

  Collection<ClusterService> active() {
    return services.values().stream().filter(service -> service.status.equals("ACTIVE")).toList();
  }
}
