package org.distributedmonitor.temporal;

import io.temporal.common.SearchAttributeKey;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.run.Run;

/** The names by which worker, starter and workflow find each other. */
public final class TemporalNames {

  /** The task queue, unless {@code MONITOR_TASK_QUEUE} names another. */
  public static final String DEFAULT_TASK_QUEUE = "distributed-monitor";

  /** The environment variable that names another task queue. */
  public static final String TASK_QUEUE_VARIABLE = "MONITOR_TASK_QUEUE";

  public static final String WORKFLOW_TYPE = "MonitorWorkflow";
  public static final String CHEAPEST_SIGNAL = "enableCheapestMode";

  /** Has a monitor read its queue at once, beside its watch. */
  public static final String READ_QUEUE_SIGNAL = "readQueueNow";

  public static final String STATUS_QUERY = "status";
  public static final String REGISTER_UPDATE = "register";

  /** The activity whose heartbeat is the newest sighting of the queue. */
  public static final String WATCH_ACTIVITY = "WatchQueue";

  public static final SearchAttributeKey<String> PHASE =
      SearchAttributeKey.forKeyword("MonitorPhase");

  /** Memo: how the run ended. */
  public static final String VERDICT_MEMO = "verdict";

  /** Memo: the workflow id of the monitor of the newer run of the same name. */
  public static final String SUCCESSOR_MEMO = "successor";

  /** What the ids of the schedules of Auto-Monitor begin with. */
  public static final String AUTO_MONITOR = "auto-monitor-";

  private static final String PREFIX = "monitor-";

  private TemporalNames() {}

  /** Where a worker takes up what stops money, with places for nothing else. */
  public static String urgentTaskQueue(String taskQueue) {
    return taskQueue + "-urgent";
  }

  /** Where a worker takes up what may be slow. */
  public static String stepsTaskQueue(String taskQueue) {
    return taskQueue + "-steps";
  }

  /** The id of the workflow that watches the run called so. */
  public static String workflowId(String name) {
    return PREFIX + name;
  }

  /** The name in such an id; an id that is none of ours is its own name. */
  public static String nameOf(String workflowId) {
    return workflowId.startsWith(PREFIX) ? workflowId.substring(PREFIX.length()) : workflowId;
  }

  /** The id of a workflow that plans the clean-up of the run called so; plans do not meet. */
  public static String planWorkflowId(String name, String unique) {
    return "plan-" + name + "-" + unique;
  }

  /**
   * The schedule of a folder. A bucket's name has no slash, so that no two folders share one.
   *
   * @return {@code auto-monitor-<bucket>}, and the prefix without its last slash if it is another
   *     than startCluster's
   */
  public static String scheduleId(MonitorFolder folder) {
    return AUTO_MONITOR + place(folder);
  }

  /** What the ids of the workflows begin with that scan a folder; the server adds the time. */
  public static String scanWorkflowId(MonitorFolder folder) {
    return "scan-" + place(folder);
  }

  /** The id of a workflow that looks into a folder once; looks do not meet. */
  public static String folderLookWorkflowId(MonitorFolder folder, String unique) {
    return "look-" + place(folder) + "-" + unique;
  }

  private static String place(MonitorFolder folder) {
    String prefix = folder.prefix();
    return prefix.equals(MonitorFolder.USUAL_PREFIX)
        ? folder.bucket()
        : folder.bucket() + "/" + prefix.substring(0, prefix.length() - 1);
  }

  /** The id for a run that was set up while an older one of the same name was being cleaned up. */
  public static String newerRunWorkflowId(Run run) {
    return PREFIX + run.app() + "-" + run.startTime().toEpochMilli();
  }
}
