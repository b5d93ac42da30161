package org.distributedmonitor.simulator.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.ecs.Cluster;
import org.distributedmonitor.simulator.ecs.ContainerTask;
import org.distributedmonitor.simulator.world.World;

/** One EC2 instance and what runs on it. */
public final class Machine {
  /** The tag that EC2 itself puts on the machines of a fleet. */
  static final String FLEET_TAG = "aws:ec2spot:fleet-request-id";

  /** An instance's life, as DescribeInstances names it. */
  public enum State {
    PENDING("pending", 0),
    RUNNING("running", 16),
    SHUTTING_DOWN("shutting-down", 32),
    TERMINATED("terminated", 48);

    public final String text;
    public final int code;

    State(String text, int code) {
      this.text = text;
      this.code = code;
    }
  }

  public final String id;
  public final String volumeId;
  public final Fleet fleet;
  public final boolean onDemand;
  final double weight;
  final String instanceType;
  public final Instant launchedAt;
  public final Map<String, String> tags = new TreeMap<>();
  public final Map<String, String> volumeTags = new TreeMap<>();
  public final List<ContainerTask> tasks = new ArrayList<>();
  public State state = State.PENDING;
  Instant endedAt;
  String endReason = "";

  /** The cluster that its ECS agent joined; null before that and for a machine that never does. */
  public Cluster cluster;

  public String containerInstanceId;
  public Instant idleSince;
  public boolean hung;
  boolean stranded;

  Machine(World world, Fleet fleet, boolean onDemand, double weight, String instanceType) {
    this.id = "i-" + world.hex(17);
    this.volumeId = "vol-" + world.hex(17);
    this.fleet = fleet;
    this.onDemand = onDemand;
    this.weight = weight;
    this.instanceType = instanceType;
    this.launchedAt = world.now();
    tags.put(FLEET_TAG, fleet.id);
  }

  boolean alive() {
    return state == State.PENDING || state == State.RUNNING;
  }

  public boolean running() {
    return state == State.RUNNING;
  }

  public int busy() {
    return tasks.stream().mapToInt(task -> task.working).sum();
  }
}
