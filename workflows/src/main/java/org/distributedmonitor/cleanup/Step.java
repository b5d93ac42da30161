package org.distributedmonitor.cleanup;

import java.util.Arrays;
import java.util.List;

/**
 * The clean-up as a table: its steps in the order in which they are shown, when each one's turn
 * comes, what it costs while it is not done, and which steps it is not to be under way beside. What
 * costs money is seen to by itself and waits for nothing. The names are kept in histories: never
 * rename one.
 */
public enum Step {
  CANCEL_FLEETS(
      Turn.AT_ONCE,
      "Cancel the spot fleet",
      "the spot price of each machine that is on, and 3.65 USD a month for each public address"),
  STOP_SERVICE(
      Turn.AT_ONCE,
      "Set the ECS service to no tasks",
      "machines that its tasks keep busy, so that no alarm ends them"),
  SAVE_FAILED_JOBS(Turn.WHILE_JOBS_MAY_ARRIVE, "Save the failed jobs", ""),
  DELETE_QUEUE(Turn.WHILE_JOBS_MAY_ARRIVE, "Delete the queue", "", SAVE_FAILED_JOBS),
  /** ECS deletes no service that has tasks. */
  DELETE_SERVICE(Turn.QUEUE_GONE, "Delete the ECS service", "", STOP_SERVICE),
  DEREGISTER_TASK_DEFINITIONS(
      Turn.QUEUE_GONE, "Deregister the task definitions", "", DELETE_SERVICE),
  DELETE_ALARMS(Turn.MACHINES_ENDED, "Delete the alarms", "0.10 USD a month for each alarm"),
  DELETE_CLUSTER(
      Turn.LAST, "Delete the ECS cluster", "", DELETE_SERVICE, DEREGISTER_TASK_DEFINITIONS),
  DELETE_DASHBOARD(
      Turn.MACHINES_ENDED,
      "Delete the dashboard",
      "3 USD a month, where the account has more than three dashboards"),
  EXPORT_LOGS(Turn.LOGS_ARRIVED, "Export the logs of the jobs", ""),
  /** AWS exports one log group at a time. */
  EXPORT_INSTANCE_LOGS(Turn.LOGS_ARRIVED, "Export the logs of the machines", "", EXPORT_LOGS),
  SECOND_EXPORT_LOGS(
      Turn.HOURS_LATER,
      "Export the logs of the jobs once more",
      "",
      EXPORT_LOGS,
      EXPORT_INSTANCE_LOGS),
  SECOND_EXPORT_INSTANCE_LOGS(
      Turn.HOURS_LATER,
      "Export the logs of the machines once more",
      "",
      EXPORT_INSTANCE_LOGS,
      SECOND_EXPORT_LOGS),
  WRITE_REPORT(Turn.SETTLED, "Write the report", "");

  /** The exports at the end of a run, in their order. */
  public static final List<Step> EXPORTS = in(Turn.LOGS_ARRIVED);

  /** The later exports, which belong to a clean-up only if somebody asked for them. */
  public static final List<Step> SECOND_EXPORTS = in(Turn.HOURS_LATER);

  private final Turn turn;
  private final String words;
  private final String monthlyCost;
  private final List<Step> after;

  /** When in a clean-up a step is begun for the first time, in this order. */
  public enum Turn {
    /** The run is over. */
    AT_ONCE,
    /** Until the queue is deleted, jobs that arrive have the run watched on. */
    WHILE_JOBS_MAY_ARRIVE,
    QUEUE_GONE,
    /** Their alarms end machines that are idle. */
    MACHINES_ENDED,
    /** Nothing waits for these. */
    LAST,
    /** The last messages take minutes to be there. */
    LOGS_ARRIVED,
    /** If somebody has asked for it. */
    HOURS_LATER,
    /** Nothing is left that costs money, and nothing is blocked. */
    SETTLED
  }

  Step(Turn turn, String words, String monthlyCost, Step... after) {
    this.turn = turn;
    this.words = words;
    this.monthlyCost = monthlyCost;
    this.after = List.of(after);
  }

  /** The steps whose turn comes then, in their order. */
  public static List<Step> in(Turn turn) {
    return Arrays.stream(values()).filter(step -> step.turn == turn).toList();
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

  /** The steps that are not to be under way beside it. */
  public List<Step> after() {
    return after;
  }

  /** Whether it exports a log group, at the end of the run or once more. */
  public boolean exports() {
    return turn == Turn.LOGS_ARRIVED || turn == Turn.HOURS_LATER;
  }
}
