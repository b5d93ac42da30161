package org.distributedmonitor.cleanup;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of a clean-up, in the order in which they are shown, and what it costs while one is not
 * done: what costs money is seen to by itself and waits for nothing. The names are kept in
 * histories: never rename one.
 */
public enum Step {
  CANCEL_FLEETS(
      "Cancel the spot fleet",
      "the spot price of each machine that is on, and 3.65 USD a month for each public address"),
  STOP_SERVICE(
      "Set the ECS service to no tasks",
      "machines that its tasks keep busy, so that no alarm ends them"),
  SAVE_FAILED_JOBS("Save the failed jobs", ""),
  DELETE_QUEUE("Delete the queue", ""),
  DELETE_SERVICE("Delete the ECS service", ""),
  DEREGISTER_TASK_DEFINITIONS("Deregister the task definitions", ""),
  DELETE_ALARMS("Delete the alarms", "0.10 USD a month for each alarm"),
  DELETE_CLUSTER("Delete the ECS cluster", ""),
  DELETE_DASHBOARD(
      "Delete the dashboard", "3 USD a month, where the account has more than three dashboards"),
  EXPORT_LOGS("Export the logs of the jobs", ""),
  EXPORT_INSTANCE_LOGS("Export the logs of the machines", ""),
  SECOND_EXPORT_LOGS("Export the logs of the jobs once more", ""),
  SECOND_EXPORT_INSTANCE_LOGS("Export the logs of the machines once more", ""),
  WRITE_REPORT("Write the report", "");

  /** The exports at the end of a run, in their order: AWS runs one at a time. */
  public static final List<Step> EXPORTS = List.of(EXPORT_LOGS, EXPORT_INSTANCE_LOGS);

  /** The later exports, which belong to a clean-up only if somebody asked for them. */
  public static final List<Step> SECOND_EXPORTS =
      List.of(SECOND_EXPORT_LOGS, SECOND_EXPORT_INSTANCE_LOGS);

  private final String words;
  private final String monthlyCost;

  Step(String words, String monthlyCost) {
    this.words = words;
    this.monthlyCost = monthlyCost;
  }

  /** The step as a person would say it. */
  public String words() {
    return words;
  }

  /**
   * What is paid for as long as the step is not done, by AWS's list prices in us-east-1; empty when
   * it costs nothing.
   */
  public String monthlyCost() {
    return monthlyCost;
  }

  /** Whether what the step removes costs money while it is there. */
  public boolean savesMoney() {
    return !monthlyCost.isEmpty();
  }

  /**
   * The steps that are not to be under way beside it: ECS deletes no service that has tasks, and
   * AWS exports one log group at a time.
   */
  public Set<Step> after() {
    return switch (this) {
      case DELETE_QUEUE -> EnumSet.of(SAVE_FAILED_JOBS);
      case DELETE_SERVICE -> EnumSet.of(STOP_SERVICE);
      case DEREGISTER_TASK_DEFINITIONS -> EnumSet.of(DELETE_SERVICE);
      case DELETE_CLUSTER -> EnumSet.of(DELETE_SERVICE, DEREGISTER_TASK_DEFINITIONS);
      case EXPORT_INSTANCE_LOGS -> EnumSet.of(EXPORT_LOGS);
      case SECOND_EXPORT_LOGS -> EnumSet.copyOf(EXPORTS);
      case SECOND_EXPORT_INSTANCE_LOGS -> EnumSet.of(EXPORT_INSTANCE_LOGS, SECOND_EXPORT_LOGS);
      case CANCEL_FLEETS,
          STOP_SERVICE,
          SAVE_FAILED_JOBS,
          DELETE_ALARMS,
          DELETE_DASHBOARD,
          EXPORT_LOGS,
          WRITE_REPORT ->
          EnumSet.noneOf(Step.class);
    };
  }

  /** Whether it exports a log group, at the end of the run or once more. */
  public boolean exports() {
    return EXPORTS.contains(this) || SECOND_EXPORTS.contains(this);
  }
}
