package org.distributedmonitor.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * What the worker's environment says. Temporal's and AWS's own variables are read by their own
 * libraries.
 *
 * @param taskQueue the task queue to serve
 */
record WorkerConfig(String taskQueue) {

  /** A configuration that cannot be used; the message names every fault. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    private Invalid(List<String> faults) {
      super(String.join(" ", faults));
    }
  }

  static WorkerConfig from(Map<String, String> env) throws Invalid {
    List<String> faults = new ArrayList<>();
    String taskQueue =
        env.getOrDefault(TemporalNames.TASK_QUEUE_VARIABLE, TemporalNames.DEFAULT_TASK_QUEUE);
    if (taskQueue.isBlank() || !taskQueue.equals(taskQueue.strip())) {
      faults.add(
          TemporalNames.TASK_QUEUE_VARIABLE
              + " is \""
              + taskQueue
              + "\"; give it a name without spaces around it, or unset it.");
    }
    String address = env.get("TEMPORAL_ADDRESS");
    if (address != null && !address.matches("\\S+:[0-9]{1,5}")) {
      faults.add("TEMPORAL_ADDRESS is \"" + address + "\"; it has to be like 127.0.0.1:7233.");
    }
    if (!faults.isEmpty()) {
      throw new Invalid(faults);
    }
    return new WorkerConfig(taskQueue);
  }
}
