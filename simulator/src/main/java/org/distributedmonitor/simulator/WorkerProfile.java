package org.distributedmonitor.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a run's containers do, and what they have done. */
final class WorkerProfile {
  final RunSpec spec;
  final Set<String> done = new HashSet<>();
  final Set<String> failing = new HashSet<>();
  final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> fleetIds = new TreeSet<>();
  private int pulls;

  WorkerProfile(RunSpec spec) {
    this.spec = spec;
  }

  /** The fleets that the run itself started. */
  Set<String> fleetIds() {
    return fleetIds;
  }

  /** How much longer than usual the next task's image takes to be pulled. */
  Duration nextPull() {
    return pulls++ < spec.slowPulls() ? spec.slowPull() : Duration.ZERO;
  }

  int jobsPerTaskAtOnce() {
    return Math.max(
        1, (spec.jobsPerMachineAtOnce() + spec.tasksPerMachine() - 1) / spec.tasksPerMachine());
  }

  String instanceAlarm(String instanceId) {
    return spec.app() + "_" + instanceId;
  }
}
