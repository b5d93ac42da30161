package org.distributedmonitor.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.monitorfile.Names;
import org.distributedmonitor.monitorfile.Quoted;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * What the function's environment says. Temporal's and AWS's own variables are read by their own
 * libraries.
 *
 * @param folder where startCluster puts the monitor files
 * @param taskQueue the task queue of the worker
 */
record Settings(MonitorFolder folder, String taskQueue) {

  static final String BUCKET = "MONITOR_BUCKET";
  static final String PREFIX = "MONITOR_PREFIX";

  /**
   * @throws Trouble naming every fault
   */
  static Settings from(Map<String, String> env) {
    List<String> faults = new ArrayList<>();
    String bucket = env.getOrDefault(BUCKET, "");
    if (!Names.BUCKET.accepts(bucket)) {
      faults.add(fault(BUCKET, bucket, Names.BUCKET.wanted()));
    }
    String prefix = env.getOrDefault(PREFIX, MonitorFolder.USUAL_PREFIX);
    if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
      faults.add(fault(PREFIX, prefix, "a path with / at its end and none at its beginning"));
    }
    String taskQueue =
        env.getOrDefault(TemporalNames.TASK_QUEUE_VARIABLE, TemporalNames.DEFAULT_TASK_QUEUE);
    if (taskQueue.isBlank() || !taskQueue.equals(taskQueue.strip())) {
      faults.add(
          fault(TemporalNames.TASK_QUEUE_VARIABLE, taskQueue, "a name without spaces around it"));
    }
    if (!faults.isEmpty()) {
      throw new Trouble("The function is not set up: " + String.join("; ", faults) + ".");
    }
    return new Settings(new MonitorFolder(bucket, prefix), taskQueue);
  }

  private static String fault(String variable, String found, String wanted) {
    return variable + " is " + Quoted.text(found) + ", it has to be " + wanted;
  }
}
