package org.distributedmonitor.acceptance;

import java.util.HashMap;
import java.util.Map;

/** {@code bin/worker} as a process of its own: the real one, with the environment a user sets. */
public final class WorkerProcess {
  /** The access key by which the front's log tells the worker's calls from the tests' own. */
  public static final String ACCESS_KEY = "worker";

  private final Processes processes;
  private final Map<String, String> environment;
  private RunningProcess process;

  private WorkerProcess(Processes processes, Map<String, String> environment) {
    this.processes = processes;
    this.environment = environment;
  }

  public static WorkerProcess start(Processes processes, TemporalDev temporal, MotoFront front) {
    return start(processes, temporal, front, Map.of());
  }

  public static WorkerProcess start(
      Processes processes, TemporalDev temporal, MotoFront front, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(front.environment(ACCESS_KEY));
    environment.putAll(temporal.environment());
    environment.put("AWS_PROFILE", null);
    environment.putAll(more);
    WorkerProcess worker = new WorkerProcess(processes, environment);
    worker.startAgain();
    return worker;
  }

  public void startAgain() {
    process = processes.start("worker", environment, Repository.script("worker"));
  }

  public RunningProcess process() {
    return process;
  }
}
