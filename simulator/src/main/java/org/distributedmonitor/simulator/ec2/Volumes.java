package org.distributedmonitor.simulator.ec2;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;

/** The EBS volumes that no machine uses; those of machines go with them. */
public final class Volumes {
  public record Available(String id, Instant createdAt, Map<String, String> tags) {}

  public final Map<String, Available> byId = new TreeMap<>();
  private final World world;

  public Volumes(World world) {
    this.world = world;
  }

  Available create() {
    Available volume = new Available("vol-" + world.hex(17), world.now(), new TreeMap<>());
    byId.put(volume.id(), volume);
    return volume;
  }
}
