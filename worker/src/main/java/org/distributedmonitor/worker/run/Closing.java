package org.distributedmonitor.worker.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.LeftoverGroups;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.AlarmFates;
import org.distributedmonitor.worker.alarm.AlarmFates.Fate;
import org.distributedmonitor.worker.alarm.Dashboards;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.queue.Queues;
import org.distributedmonitor.worker.service.ClusterDeletion;
import org.distributedmonitor.worker.service.ClusterUse;
import org.distributedmonitor.worker.service.Clusters;
import org.distributedmonitor.worker.service.NewerRun;
import org.distributedmonitor.worker.service.Services;
import org.distributedmonitor.worker.service.TaskDefinitions;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Lists everything of a frozen run again. */
final class Closing {

  private final AwsClients aws;
  private CleanupOrder order;
  private final Run run;
  private final LeftoverGroups leftovers = new LeftoverGroups();
  private final Protected tags;
  private boolean newer;

  private Closing(AwsClients aws, CleanupOrder order) {
    this.tags = Protected.asFarAsSeen(aws);
    this.aws = aws;
    this.order = order;
    this.run = order.run();
  }

  static ClosingLook look(AwsClients aws, CleanupOrder order, Instant now) {
    Closing closing = new Closing(aws, order);
    closing.newer = NewerRun.setUpSince(aws, order).isPresent();
    FleetsLeft fleets = new FleetsLeft(aws.ec2(), order, closing.leftovers::add);
    closing.part("the fleets of the run", fleets::frozen);
    closing.order = fleets.order();
    closing.part("the account's other fleets", fleets::others);
    closing.part("machines", fleets::machines);
    closing.part("volumes", fleets::volumes);
    closing.part("alarms", closing::alarms);
    closing.part("the queue", closing::queue);
    closing.part("the ECS service", closing::service);
    closing.part("task definitions", closing::taskDefinitions);
    closing.part("the ECS cluster", closing::cluster);
    closing.part("the dashboard", closing::dashboard);
    WholeList wholeList = new LeftFile(aws, order).write(closing.leftovers.whole(), now);
    return fleets.look(closing.leftovers.shortened(), wholeList);
  }

  private void part(String what, Runnable part) {
    Parts.orRefused(
            failure ->
                leftovers.add(Leftover.of(Kind.UNSEEN, what, failure.getOriginalMessage(), false)))
        .look(part);
  }

  private void alarms() {
    AlarmFates fates = AlarmFates.of(aws, order, tags, () -> newer);
    fates.doomed().forEach(name -> add(Kind.ALARM, name, "It has not been deleted.", false));
    fates
        .of(Fate.STILL_ON)
        .forEach(name -> add(Kind.ALARM, name, "Its machine has not ended yet.", false));
    fates
        .of(Fate.OF_KEPT_MACHINE)
        .forEach(name -> keep(Kind.ALARM, name, "Its machine is kept by a tag."));
    fates.of(Fate.PROTECTED).forEach(name -> keep(Kind.ALARM, name, Protected.reason("It")));
    fates
        .of(Fate.UNCLEAR)
        .forEach(
            name -> add(Kind.ALARM, name, "Nobody may look whether its machine is on.", false));
    if (!fates.unseen().isEmpty()) {
      add(Kind.UNSEEN, "the machines of alarms", fates.unseen(), false);
    }
  }

  private void queue() {
    if (!newer
        && Queues.of(aws.sqs(), order).filter(it -> Queues.there(aws.sqs(), it)).isPresent()) {
      // SQS goes on answering for a deleted queue for up to a minute.
      add(tags.queue(run.queue()), Kind.QUEUE, run.queue(), "It still answers.", true);
    }
  }

  private void service() {
    Services.find(aws.ecs(), run)
        .filter(service -> !newer && !order.frozen().bornLater(service.createdAt()))
        .ifPresent(
            service ->
                add(
                    tags.service(run.cluster(), run.serviceName()),
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
        String name = TaskDefinitions.nameOf(arn);
        add(tags.taskDefinition(arn), Kind.TASK_DEFINITION, name, "It is still active.", false);
      }
    }
  }

  /** A cluster that others use as well is theirs as much as the run's. */
  private void cluster() {
    if (run.sharesDefaultCluster() || newer || !Clusters.exists(aws.ecs(), run.cluster())) {
      return;
    }
    ClusterUse use = ClusterUse.of(aws.ecs(), run);
    if (!use.byOthers()) {
      Optional<String> kept = ClusterDeletion.kept(tags, order, use);
      leftovers.add(
          kept.map(why -> Leftover.kept(Kind.CLUSTER, run.cluster(), why))
              .orElse(Leftover.of(Kind.CLUSTER, run.cluster(), "It has not been deleted.", false)));
    }
  }

  private void dashboard() {
    if (run.cleanDashboard()
        && !newer
        && Dashboards.exists(aws.cloudWatch(), run.dashboardName())) {
      add(
          tags.dashboard(run.dashboardName()),
          Kind.DASHBOARD,
          run.dashboardName(),
          "It has not been deleted.",
          false);
    }
  }

  private void add(Kind kind, String name, String reason, boolean settling) {
    leftovers.add(Leftover.of(kind, name, reason, settling));
  }

  private void keep(Kind kind, String name, String reason) {
    leftovers.add(Leftover.kept(kind, name, reason));
  }

  /** What a tag protects is kept by order, whatever else is to be said of it. */
  private void add(boolean tagged, Kind kind, String name, String reason, boolean settling) {
    if (tagged) {
      keep(kind, name, Protected.reason("It"));
    } else {
      add(kind, name, reason, settling);
    }
  }
}
