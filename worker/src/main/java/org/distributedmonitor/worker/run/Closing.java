package org.distributedmonitor.worker.run;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.Dashboards;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.queue.Queues;
import org.distributedmonitor.worker.service.ClusterUse;
import org.distributedmonitor.worker.service.Clusters;
import org.distributedmonitor.worker.service.NewerRun;
import org.distributedmonitor.worker.service.Services;
import org.distributedmonitor.worker.service.TaskDefinitions;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Lists everything of a frozen run again. */
final class Closing {

  private final AwsClients aws;
  private final CleanupOrder order;
  private final Run run;
  private final List<Leftover> leftovers = new ArrayList<>();
  private boolean newer;

  private Closing(AwsClients aws, CleanupOrder order) {
    this.aws = aws;
    this.order = order;
    this.run = order.run();
  }

  static ClosingLook look(AwsClients aws, CleanupOrder order) {
    Closing closing = new Closing(aws, order);
    closing.newer = NewerRun.setUpSince(aws, order).isPresent();
    FleetsLeft fleets = new FleetsLeft(aws.ec2(), order, closing.leftovers::add);
    closing.part("the fleets of the run", fleets::frozen);
    closing.part("the account's other fleets", fleets::others);
    closing.part("machines", fleets::machines);
    closing.part("alarms", closing::alarms);
    closing.part("the queue", closing::queue);
    closing.part("the ECS service", closing::service);
    closing.part("task definitions", closing::taskDefinitions);
    closing.part("the ECS cluster", closing::cluster);
    closing.part("the dashboard", closing::dashboard);
    return new ClosingLook(closing.leftovers);
  }

  private void part(String what, Runnable part) {
    Parts.orRefused(
            failure ->
                leftovers.add(new Leftover(Kind.UNSEEN, what, failure.getOriginalMessage(), false)))
        .look(part);
  }

  private void alarms() {
    AlarmsLeft.of(aws, order, newer)
        .forEach(name -> add(Kind.ALARM, name, "It has not been deleted.", false));
  }

  private void queue() {
    if (!newer
        && Queues.of(aws.sqs(), order).filter(it -> Queues.there(aws.sqs(), it)).isPresent()) {
      // SQS goes on answering for a deleted queue for up to a minute.
      add(Kind.QUEUE, run.queue(), "It still answers.", true);
    }
  }

  private void service() {
    Services.find(aws.ecs(), run)
        .filter(service -> !newer && !order.frozen().bornLater(service.createdAt()))
        .ifPresent(
            service ->
                add(
                    Kind.SERVICE,
                    run.serviceName(),
                    "It is " + service.status() + ".",
                    Services.draining(service)));
  }

  private void taskDefinitions() {
    List<String> active =
        TaskDefinitions.all(aws.ecs(), run.taskFamily(), TaskDefinitionStatus.ACTIVE);
    for (String arn : active) {
      boolean ours =
          TaskDefinitions.describe(aws.ecs(), arn)
              .filter(revision -> !order.frozen().bornLater(revision.registeredAt()))
              .isPresent();
      if (ours) {
        String name = arn.substring(arn.indexOf('/') + 1);
        add(Kind.TASK_DEFINITION, name, "It is still active.", false);
      }
    }
  }

  /** A cluster that others use as well is theirs as much as the run's. */
  private void cluster() {
    if (!run.sharesDefaultCluster()
        && !newer
        && Clusters.exists(aws.ecs(), run.cluster())
        && !ClusterUse.of(aws.ecs(), run).byOthers()) {
      add(Kind.CLUSTER, run.cluster(), "It has not been deleted.", false);
    }
  }

  private void dashboard() {
    if (run.cleanDashboard()
        && !newer
        && Dashboards.exists(aws.cloudWatch(), run.dashboardName())) {
      add(Kind.DASHBOARD, run.dashboardName(), "It has not been deleted.", false);
    }
  }

  private void add(Kind kind, String name, String reason, boolean settling) {
    leftovers.add(new Leftover(kind, name, reason, settling));
  }
}
