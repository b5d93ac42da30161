package org.distributedmonitor.simulator.cloudwatch;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;

/** Dashboards; they have no region in their ARN. */
public final class Dashboards {
  public record Dashboard(String name, String body, Instant modified) {}

  public final Map<String, Dashboard> byName = new TreeMap<>();
  public final Map<String, Map<String, String>> tags = new TreeMap<>();
  private final World world;

  public Dashboards(World world) {
    this.world = world;
  }

  public void put(String name, String body) {
    byName.put(name, new Dashboard(name, body, world.now()));
    tags.computeIfAbsent(name, first -> new TreeMap<>());
  }

  boolean delete(String name) {
    tags.remove(name);
    return byName.remove(name) != null;
  }

  public String arn(String name) {
    return "arn:aws:cloudwatch::" + world.account + ":dashboard/" + name;
  }
}
