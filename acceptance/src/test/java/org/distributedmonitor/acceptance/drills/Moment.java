package org.distributedmonitor.acceptance.drills;

import java.util.function.Function;
import org.distributedmonitor.acceptance.RunInMoto;

/** When a disaster strikes a run: inside a call to AWS that tells how far the run has come. */
enum Moment {
  WATCHING("while watching", "GetQueueAttributes", run -> "/" + run.plan().queue(), 4),
  LOWERING("while lowering the fleet", "ModifySpotFleetRequest", RunInMoto::fleetId, 2),
  CANCELLING("while cancelling the fleet", "CancelSpotFleetRequests", RunInMoto::fleetId, 0),
  STOPPING("while stopping the service", "UpdateService", run -> run.plan().service(), 0),
  CLEANING_UP("while deleting the queue", "DeleteQueue", run -> "/" + run.plan().queue(), 0),
  LEAVING_ECS("while deleting the service", "DeleteService", run -> run.plan().service(), 0),
  DEREGISTERING(
      "while deregistering task definitions",
      "DeregisterTaskDefinition",
      run -> run.plan().family() + ":2",
      0),
  SWEEPING("while deleting alarms", "DeleteAlarms", run -> run.plan().visibleAlarm(), 0),
  EXPORTING("while exporting", "CreateExportTask", run -> run.plan().logGroup() + "'", 0),
  EXPORTING_AGAIN(
      "while exporting the second log group",
      "CreateExportTask",
      run -> run.plan().perInstanceLogGroup(),
      0),
  REPORTING("while reporting", "PutObject", run -> run.plan().app() + "/report.json", 0);

  /** The most jobs a run may have left for it to get there. */
  final int jobsLeft;

  final String operation;
  private final String words;
  private final Function<RunInMoto, String> mark;

  Moment(String words, String operation, Function<RunInMoto, String> mark, int jobsLeft) {
    this.words = words;
    this.operation = operation;
    this.mark = mark;
    this.jobsLeft = jobsLeft;
  }

  /** What the parameters of this run's call contain, and those of no other run's. */
  String mark(RunInMoto run) {
    return mark.apply(run);
  }

  boolean jobsRemain() {
    return jobsLeft > 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
