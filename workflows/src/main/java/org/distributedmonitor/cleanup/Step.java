package org.distributedmonitor.cleanup;

import java.util.List;

/**
 * The steps of a clean-up, in the order in which they are shown. The names are kept in histories:
 * never rename one.
 */
public enum Step {
  CANCEL_FLEETS("Cancel the spot fleet", true),
  STOP_SERVICE("Set the ECS service to no tasks", true),
  SAVE_FAILED_JOBS("Save the failed jobs", false),
  DELETE_QUEUE("Delete the queue", false),
  DELETE_SERVICE("Delete the ECS service", false),
  DEREGISTER_TASK_DEFINITIONS("Deregister the task definitions", false),
  DELETE_ALARMS("Delete the alarms", true),
  DELETE_CLUSTER("Delete the ECS cluster", false),
  DELETE_DASHBOARD("Delete the dashboard", true),
  EXPORT_LOGS("Export the logs of the jobs", false),
  EXPORT_INSTANCE_LOGS("Export the logs of the machines", false),
  SECOND_EXPORT_LOGS("Export the logs of the jobs once more", false),
  SECOND_EXPORT_INSTANCE_LOGS("Export the logs of the machines once more", false),
  WRITE_REPORT("Write the report", false);

  /** The exports at the end of a run, in their order: AWS runs one at a time. */
  public static final List<Step> EXPORTS = List.of(EXPORT_LOGS, EXPORT_INSTANCE_LOGS);

  /** The later exports, which belong to a clean-up only if somebody asked for them. */
  public static final List<Step> SECOND_EXPORTS =
      List.of(SECOND_EXPORT_LOGS, SECOND_EXPORT_INSTANCE_LOGS);

  private final String words;
  private final boolean savesMoney;

  Step(String words, boolean savesMoney) {
    this.words = words;
    this.savesMoney = savesMoney;
  }

  /** The step as a person would say it. */
  public String words() {
    return words;
  }

  /** Whether what the step removes costs money while it is there. */
  public boolean savesMoney() {
    return savesMoney;
  }
}
