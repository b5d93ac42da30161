package org.distributedmonitor.monitor.cleanup;

import java.time.Duration;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Reports;
import org.distributedmonitor.workflow.Clock;

/** What each step asks of AWS, and what the monitor learns by it. */
final class StepEffects {

  private final RunState state;
  private final LogGroupExport export;
  private final Runnable beginsToStopMoney;

  /** How many jobs the last look before the queue's deletion found. */
  private long jobsArrived;

  /**
   * For one run.
   *
   * @param beginsToStopMoney is run when a step that saves money asks once more
   */
  StepEffects(RunState state, LogGroupExport export, Runnable beginsToStopMoney) {
    this.state = state;
    this.export = export;
    this.beginsToStopMoney = beginsToStopMoney;
  }

  long jobsArrived() {
    return jobsArrived;
  }

  /** Does it; throws what keeps it from being done. */
  StepOutcome of(Step step) {
    CleanupOrder order = order();
    return switch (step) {
      case CANCEL_FLEETS -> cancelFleets(order);
      case STOP_SERVICE -> stopService(order);
      case SAVE_FAILED_JOBS -> saveFailedJobs(order);
      case DELETE_QUEUE -> deleteQueue(order);
      case DELETE_SERVICE -> Activities.service(step.words()).deleteService(order);
      case DEREGISTER_TASK_DEFINITIONS ->
          Activities.taskDefinitions(step.words()).deregisterTaskDefinitions(order);
      case DELETE_ALARMS -> cloudWatch(step).deleteAlarms(order);
      case DELETE_CLUSTER -> deleteCluster(order);
      case DELETE_DASHBOARD -> cloudWatch(step).deleteDashboard(order);
      case EXPORT_LOGS -> export.carryOut(step, first(state.run().logGroup()));
      case EXPORT_INSTANCE_LOGS -> export.carryOut(step, first(state.run().instanceLogGroup()));
      case SECOND_EXPORT_LOGS -> export.carryOut(step, second(state.run().logGroup()));
      case SECOND_EXPORT_INSTANCE_LOGS ->
          export.carryOut(step, second(state.run().instanceLogGroup()));
      case WRITE_REPORT ->
          Activities.run(step.words())
              .writeReport(Reports.of(state, Clock.now()), !state.assignment().hasSuccessor());
    };
  }

  CleanupOrder order() {
    return state.order(state.cleanup().frozen());
  }

  private StepOutcome cancelFleets(CleanupOrder order) {
    StepOutcome outcome = Activities.cancellation().cancelFleets(order);
    if (!outcome.blocked()) {
      order.frozen().fleetIds().stream()
          .filter(state.fleets()::knows)
          .forEach(id -> state.fleets().replace(state.fleets().get(id).cancelled()));
    }
    // More fleets of the run may have been found while EC2 was asked.
    CleanupOrder now = order();
    boolean all = order.frozen().fleetIds().containsAll(now.frozen().fleetIds());
    if (all) {
      return outcome;
    }
    beginsToStopMoney.run();
    return cancelFleets(now);
  }

  private StepOutcome stopService(CleanupOrder order) {
    ServiceStop stop = Activities.serviceStop(Step.STOP_SERVICE.words()).stopService(order);
    state.cleanup().hadTasks(stop.formerTasks());
    return stop.outcome();
  }

  private StepOutcome saveFailedJobs(CleanupOrder order) {
    FailedJobs failed = Activities.deadLetters(Step.SAVE_FAILED_JOBS.words()).saveFailedJobs(order);
    state.journal().count(counts -> counts.withFailedJobs(failed.count()));
    state.cleanup().savedFailedJobs(failed.location());
    return failed.outcome();
  }

  private StepOutcome deleteCluster(CleanupOrder order) {
    Duration patience = state.timing().patience(Activities.CLUSTER_PATIENCE);
    return Activities.cluster(Step.DELETE_CLUSTER.words(), patience).deleteCluster(order);
  }

  private StepOutcome deleteQueue(CleanupOrder order) {
    jobsArrived = 0;
    QueueRemoval removal = Activities.queue(Step.DELETE_QUEUE.words()).deleteQueue(order);
    jobsArrived = removal.jobsArrived();
    return removal.outcome();
  }

  private ExportOrder first(String group) {
    return new ExportOrder(state.run(), group, state.exports().until());
  }

  private ExportOrder second(String group) {
    return ExportOrder.secondAfter(
        state.run(), group, state.exports().until(), state.exports().secondUntil());
  }

  private static CloudWatchActivities cloudWatch(Step step) {
    return Activities.cloudWatch(step.words());
  }
}
