package org.distributedmonitor.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.alarm.Dashboards;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.fleet.Fleets;
import org.distributedmonitor.worker.fleet.Machines;
import org.distributedmonitor.worker.queue.Queues;
import org.distributedmonitor.worker.service.Clusters;
import org.distributedmonitor.worker.service.NewerRun;
import org.distributedmonitor.worker.service.Services;
import org.distributedmonitor.worker.service.TaskDefinitions;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Lists everything of a frozen run again. */
final class Closing {

  private final AwsClients aws;
  private final CleanupOrder order;
  private final Run run;
  private final List<Leftover> leftovers = new ArrayList<>();
  private final Map<String, FleetSighting> fleets = new TreeMap<>();
  private boolean newer;

  private Closing(AwsClients aws, CleanupOrder order) {
    this.aws = aws;
    this.order = order;
    this.run = order.run();
  }

  static ClosingLook look(AwsClients aws, CleanupOrder order) {
    Closing closing = new Closing(aws, order);
    closing.newer = NewerRun.setUpSince(aws, order).isPresent();
    closing.part("the fleets of the run", closing::frozenFleets);
    closing.part("the account's other fleets", closing::otherFleets);
    closing.part("machines", closing::machines);
    closing.part("alarms", closing::alarms);
    closing.part("the queue", closing::queue);
    closing.part("the ECS service", closing::service);
    closing.part("task definitions", closing::taskDefinitions);
    closing.part("the ECS cluster", closing::cluster);
    closing.part("the dashboard", closing::dashboard);
    return new ClosingLook(closing.leftovers);
  }

  private void part(String what, Runnable part) {
    new Parts(why -> leftovers.add(new Leftover(Kind.UNSEEN, what, why, false))).look(part);
  }

  private void frozenFleets() {
    for (FleetSighting fleet : Fleets.find(aws.ec2(), run, order.frozen().fleetIds())) {
      fleets.put(fleet.fleetId(), fleet);
      FleetCondition condition = fleet.condition();
      if (fleet.ownership() == Ownership.ANOTHER_RUNS) {
        continue;
      }
      if (condition.launches() || condition == FleetCondition.UNKNOWN) {
        add(Kind.FLEET, fleet.fleetId(), "It is " + condition + " and launches machines.", false);
      } else if (condition == FleetCondition.CANCELLED_RUNNING) {
        add(Kind.FLEET, fleet.fleetId(), "It was cancelled, but its machines run on.", false);
      } else if (condition == FleetCondition.CANCELLED_TERMINATING) {
        add(Kind.FLEET, fleet.fleetId(), "EC2 is terminating its machines.", true);
      }
    }
  }

  /** A newer run of the same name has fleets that name it, too: those are born later. */
  private void otherFleets() {
    for (FleetSighting fleet : Fleets.launchingFor(aws.ec2(), run)) {
      boolean known = fleets.containsKey(fleet.fleetId());
      if (!known && !newer && !order.frozen().bornLater(fleet.createdAt())) {
        add(Kind.FLEET, fleet.fleetId(), "Its launch user data names this run.", false);
      }
    }
  }

  private void machines() {
    Map<String, Instance> found = new TreeMap<>();
    List<String> frozenFleets = order.frozen().fleetIds();
    for (Instance machine : Machines.ofRun(aws.ec2(), order.frozen(), run.machineName())) {
      boolean born = order.frozen().bornLater(machine.launchTime());
      boolean ofFrozenFleet = Machines.fleetOf(machine).filter(frozenFleets::contains).isPresent();
      if (Machines.there(machine) && (!born || ofFrozenFleet)) {
        found.put(machine.instanceId(), machine);
      }
    }
    found.forEach((id, machine) -> add(Kind.MACHINE, id, state(machine), ending(machine)));
  }

  private static String state(Instance machine) {
    return "It is " + machine.state().nameAsString() + ".";
  }

  private boolean ending(Instance machine) {
    return !Machines.alive(machine)
        || Machines.fleetOf(machine)
            .map(fleets::get)
            .filter(fleet -> fleet.condition() == FleetCondition.CANCELLED_TERMINATING)
            .isPresent();
  }

  private void alarms() {
    AlarmsLeft.of(aws, order, newer)
        .forEach(name -> add(Kind.ALARM, name, "It has not been deleted.", false));
  }

  private void queue() {
    if (order.frozen().queue() != null
        && !newer
        && Queues.there(aws.sqs(), order.frozen().queue())) {
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

  private void cluster() {
    if (!run.sharesDefaultCluster() && !newer && Clusters.exists(aws.ecs(), run.cluster())) {
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
