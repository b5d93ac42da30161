package org.distributedmonitor.cleanup;

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
  WRITE_REPORT("Write the report", false);

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
