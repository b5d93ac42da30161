package org.distributedmonitor.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a run's containers do, and what they have done. */
public final class WorkerProfile {
  public final RunSpec spec;
  public final Set<String> done = new HashSet<>();
  public final Set<String> failing = new HashSet<>();
  public final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> fleetIds = new TreeSet<>();
  private int pulls;

  public WorkerProfile(RunSpec spec) {
    this.spec = spec;
  }

  /** The fleets that the run itself started. */
  public Set<String> fleetIds() {
    return fleetIds;
  }

  /** How much longer than usual the next task's image takes to be pulled. */
  public Duration nextPull() {
    return pulls++ < spec.slowPulls() ? spec.slowPull() : Duration.ZERO;
  }

  public int jobsPerTaskAtOnce() {
    return Math.max(
        1, (spec.jobsPerMachineAtOnce() + spec.tasksPerMachine() - 1) / spec.tasksPerMachine());
  }

  public String instanceAlarm(String instanceId) {
    return spec.app() + "_" + instanceId;
  }
}
