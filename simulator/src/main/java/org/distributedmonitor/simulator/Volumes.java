package org.distributedmonitor.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The EBS volumes that no machine uses; those of machines go with them. */
final class Volumes {
  record Available(String id, Instant createdAt, Map<String, String> tags) {}

  final Map<String, Available> byId = new TreeMap<>();
  private final World world;

  Volumes(World world) {
    this.world = world;
  }

  Available create() {
    Available volume = new Available("vol-" + world.hex(17), world.now(), new TreeMap<>());
    byId.put(volume.id(), volume);
    return volume;
  }
}
