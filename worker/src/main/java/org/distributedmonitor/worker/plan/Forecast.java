package org.distributedmonitor.worker.plan;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.plan.PlannedStep;
import org.distributedmonitor.plan.Unseen;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.AlarmDeletion;
import org.distributedmonitor.worker.alarm.AlarmFates;
import org.distributedmonitor.worker.alarm.AlarmFates.Fate;
import org.distributedmonitor.worker.alarm.DashboardDeletion;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.decision.Decision;
import org.distributedmonitor.worker.fleet.Cancellation;
import org.distributedmonitor.worker.fleet.CancellationForecast;
import org.distributedmonitor.worker.logs.ExportDecision;
import org.distributedmonitor.worker.queue.FailedJobsRescue;
import org.distributedmonitor.worker.queue.QueueDeletion;
import org.distributedmonitor.worker.queue.QueueReader;
import org.distributedmonitor.worker.service.ClusterDeletion;
import org.distributedmonitor.worker.service.Deregistration;
import org.distributedmonitor.worker.service.ServiceDeletion;
import org.distributedmonitor.worker.service.ServiceStopping;

/** Asks each step of the clean-up for its decision, and tells it. */
final class Forecast {

  private final AwsClients aws;
  private final CleanupOrder order;
  private final Run run;
  private final List<FleetSighting> fleets;
  private final Clock clock;
  private final Unseens unseens;

  Forecast(
      AwsClients aws,
      CleanupOrder order,
      List<FleetSighting> fleets,
      Clock clock,
      Unseens unseens) {
    this.aws = aws;
    this.order = order;
    this.run = order.run();
    this.fleets = fleets;
    this.clock = clock;
    this.unseens = unseens;
  }

  /** The steps in the clean-up's order. */
  List<PlannedStep> steps() {
    List<PlannedStep> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      // Those are ordered by a start, for hours after the clean-up.
      if (!Step.SECOND_EXPORTS.contains(step)) {
        steps.add(asked(step));
      }
    }
    return steps;
  }

  /** A refusal to look blocks the step itself, too: it decides in the same way. */
  private PlannedStep asked(Step step) {
    try {
      return decided(step);
    } catch (ApplicationFailure failure) {
      unseens.accept(failure);
      Unseen unseen = Unseens.unseen(failure);
      return failure.isNonRetryable()
          ? PlannedStep.settled(step, StepOutcome.blocked(unseen.why(), unseen.remedy()))
          : PlannedStep.unknown(step, unseen.why());
    }
  }

  private PlannedStep decided(Step step) {
    return switch (step) {
      case CANCEL_FLEETS -> told(step, Cancellation.decide(order), this::cancelling);
      case STOP_SERVICE ->
          told(step, ServiceStopping.decide(aws, order, Optional.empty()), this::stopping);
      case SAVE_FAILED_JOBS -> told(step, FailedJobsRescue.decide(aws, order), this::saving);
      case DELETE_QUEUE ->
          told(
              step,
              QueueDeletion.decide(new QueueReader(clock), aws, order).decision(),
              this::deletingQueue);
      case DELETE_SERVICE ->
          told(
              step,
              ServiceDeletion.decide(aws, order),
              service -> PlannedStep.act(step, List.of(service), ""));
      case DEREGISTER_TASK_DEFINITIONS ->
          told(step, Deregistration.decide(aws, order), this::deregistering);
      case DELETE_ALARMS -> told(step, AlarmDeletion.decide(aws, order), this::deletingAlarms);
      case DELETE_CLUSTER -> told(step, ClusterDeletion.decide(aws, order), this::deletingCluster);
      case DELETE_DASHBOARD ->
          told(
              step,
              DashboardDeletion.decide(aws, order),
              board -> PlannedStep.act(step, List.of(board.name()), board.unseen()));
      case EXPORT_LOGS -> exporting(step, run.logGroup());
      case EXPORT_INSTANCE_LOGS -> exporting(step, run.instanceLogGroup());
      case SECOND_EXPORT_LOGS, SECOND_EXPORT_INSTANCE_LOGS ->
          throw new IllegalArgumentException("No part of a clean-up: " + step);
      case WRITE_REPORT ->
          PlannedStep.act(
              step,
              List.of(inBucket(run.reportKey())),
              "a copy with the time of its watch in its name is never overwritten");
    };
  }

  private static <T> PlannedStep told(
      Step step, Decision<T> decision, Function<T, PlannedStep> act) {
    return decision.carryOut(act, outcome -> PlannedStep.settled(step, outcome));
  }

  private PlannedStep cancelling(List<String> fleetIds) {
    CancellationForecast forecast = CancellationForecast.of(fleetIds, fleets);
    return forecast.names().isEmpty()
        ? PlannedStep.settled(Step.CANCEL_FLEETS, forecast.rest())
        : PlannedStep.act(
            Step.CANCEL_FLEETS, forecast.names(), forecast.detail(order.frozen().kept()));
  }

  private PlannedStep stopping(ServiceStopping.Running service) {
    int tasks = service.tasks();
    return PlannedStep.act(
        Step.STOP_SERVICE,
        List.of(service.service()),
        service.unseen().isEmpty()
            ? "It is to run " + tasks + (tasks == 1 ? " task now." : " tasks now.")
            : service.unseen());
  }

  private PlannedStep saving(FailedJobsRescue.ToSearch deadLetters) {
    return PlannedStep.act(
        Step.SAVE_FAILED_JOBS,
        List.of(deadLetters.name()),
        "Those of this run are copied to " + inBucket(run.failedJobsKey()) + "; none is removed.");
  }

  private PlannedStep deletingQueue(QueueDeletion.Doomed queue) {
    long jobs = queue.jobs();
    String filled =
        jobs == 0
            ? ""
            : (jobs == 1 ? "1 job is in it" : jobs + " jobs are in it")
                + ": it is deleted once it is empty, or with its jobs by `starter finish`.";
    return PlannedStep.act(Step.DELETE_QUEUE, List.of(queue.name()), filled);
  }

  private PlannedStep deregistering(Deregistration.Doomed revisions) {
    return PlannedStep.act(Step.DEREGISTER_TASK_DEFINITIONS, revisions.names(), revisions.rest());
  }

  private PlannedStep deletingAlarms(AlarmFates alarms) {
    StepOutcome rest = AlarmDeletion.rest(alarms);
    List<String> names = new ArrayList<>(alarms.of(Fate.STILL_ON));
    names.addAll(alarms.doomed());
    return rest.blocked()
        ? PlannedStep.blockedInPart(Step.DELETE_ALARMS, names, rest)
        : PlannedStep.act(Step.DELETE_ALARMS, names, rest.detail());
  }

  /** ECS deletes no cluster that has a service in it. */
  private PlannedStep deletingCluster(ClusterDeletion.Doomed cluster) {
    if (asked(Step.DELETE_SERVICE).kind() == PlannedStep.Kind.BLOCKED) {
      return PlannedStep.settled(
          Step.DELETE_CLUSTER,
          StepOutcome.left(
              "The cluster "
                  + cluster.cluster()
                  + " cannot be deleted while the service "
                  + run.serviceName()
                  + " is in it."));
    }
    int machines = cluster.machines();
    String waits =
        machines == 0
            ? ""
            : "Once its "
                + (machines == 1 ? "machine has" : machines + " machines have")
                + " left it.";
    return PlannedStep.act(Step.DELETE_CLUSTER, List.of(cluster.cluster()), waits);
  }

  private PlannedStep exporting(Step step, String group) {
    ExportOrder export = new ExportOrder(run, group, order.frozen().at());
    ExportDecision decision = ExportDecision.of(aws.logs(), export);
    if (decision instanceof ExportDecision.NothingToExport) {
      String why = ((ExportDecision.NothingToExport) decision).why();
      return PlannedStep.settled(step, StepOutcome.nothingToDo(why));
    }
    String to = inBucket(run.exportPrefix(group));
    if (decision instanceof ExportDecision.Exported) {
      return PlannedStep.settled(
          step, StepOutcome.done(group + " has been exported to " + to + "."));
    }
    return PlannedStep.act(step, List.of(group), "From " + export.from() + " on, to " + to + ".");
  }

  private String inBucket(String key) {
    return "s3://" + run.bucket() + "/" + key;
  }
}
