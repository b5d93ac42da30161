package org.distributedmonitor.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One ECS cluster: its services, and the machines that joined it. */
final class Cluster {
  final String name;
  final Map<String, SimService> services = new TreeMap<>();
  final Map<String, Machine> containerInstances = new TreeMap<>();
  final Map<String, String> tags = new TreeMap<>();
  String status = "ACTIVE";

  Cluster(String name) {
    this.name = name;
  }

  List<ContainerTask> tasks() {
    List<ContainerTask> all = new ArrayList<>();
    services.values().forEach(service -> all.addAll(service.tasks));
    return all;
  }

  Collection<SimService> active() {
    return services.values().stream().filter(service -> service.status.equals("ACTIVE")).toList();
  }
}
