package org.distributedmonitor.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Dashboards; they have no region in their ARN. */
final class Dashboards {
  record Dashboard(String name, String body, Instant modified) {}

  final Map<String, Dashboard> byName = new TreeMap<>();
  final Map<String, Map<String, String>> tags = new TreeMap<>();
  private final World world;

  Dashboards(World world) {
    this.world = world;
  }

  void put(String name, String body) {
    byName.put(name, new Dashboard(name, body, world.now()));
    tags.computeIfAbsent(name, first -> new TreeMap<>());
  }

  boolean delete(String name) {
    tags.remove(name);
    return byName.remove(name) != null;
  }

  String arn(String name) {
    return "arn:aws:cloudwatch::" + world.account + ":dashboard/" + name;
  }
}
