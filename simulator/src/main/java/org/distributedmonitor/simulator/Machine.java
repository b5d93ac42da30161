package org.distributedmonitor.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One EC2 instance and what runs on it. */
final class Machine {
  /** The tag that EC2 itself puts on the machines of a fleet. */
  static final String FLEET_TAG = "aws:ec2spot:fleet-request-id";

  /** An instance's life, as DescribeInstances names it. */
  enum State {
    PENDING("pending", 0),
    RUNNING("running", 16),
    SHUTTING_DOWN("shutting-down", 32),
    TERMINATED("terminated", 48);

    final String text;
    final int code;

    State(String text, int code) {
      this.text = text;
      this.code = code;
    }
  }

  final String id;
  final String volumeId;
  final Fleet fleet;
  final boolean onDemand;
  final double weight;
  final String instanceType;
  final Instant launchedAt;
  final Map<String, String> tags = new TreeMap<>();
  final Map<String, String> volumeTags = new TreeMap<>();
  final List<ContainerTask> tasks = new ArrayList<>();
  State state = State.PENDING;
  Instant endedAt;
  String endReason = "";

  /** The cluster that its ECS agent joined; null before that and for a machine that never does. */
  Cluster cluster;

  String containerInstanceId;
  Instant idleSince;
  boolean hung;
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

  boolean running() {
    return state == State.RUNNING;
  }

  int busy() {
    return tasks.stream().mapToInt(task -> task.working).sum();
  }
}
