package org.distributedmonitor.worker.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.Found.Presence;
import org.distributedmonitor.plan.Found.Thing;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.worker.alarm.Alarms;
import org.distributedmonitor.worker.alarm.Dashboards;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.logs.LogGroups;
import org.distributedmonitor.worker.machine.RunMachines;
import org.distributedmonitor.worker.run.Parts;
import org.distributedmonitor.worker.service.Clusters;
import org.distributedmonitor.worker.service.Services;
import org.distributedmonitor.worker.service.TaskDefinitions;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Lists what a run consists of, and whether it is there. */
final class Inventory {

  private static final String FOUND =
      "; the monitor file does not name it, but its launch user data names this run";

  private final AwsClients aws;
  private final Run run;
  private final Parts parts;

  Inventory(AwsClients aws, Run run, Unseens unseens) {
    this.aws = aws;
    this.run = run;
    this.parts = Parts.asFarAsSeen(unseens);
  }

  List<Found> of(QueueSighting queue, RunSurvey survey, Optional<RunMachines> machines) {
    List<Found> found = new ArrayList<>();
    found.add(queue(queue));
    if (queue.facts() != null && !queue.facts().deadLetterArn().isEmpty()) {
      found.add(deadLetters(queue));
    }
    survey.fleets().forEach(fleet -> found.add(fleet(fleet, "")));
    survey.others().ours().forEach(fleet -> found.add(fleet(fleet, FOUND)));
    found.add(machines(machines));
    found.add(one(Thing.SERVICE, run.serviceName(), this::service));
    found.add(
        many(
            Thing.TASK_DEFINITIONS,
            () ->
                TaskDefinitions.all(aws.ecs(), run.taskFamily(), TaskDefinitionStatus.ACTIVE)
                    .stream()
                    .map(TaskDefinitions::nameOf)
                    .toList()));
    found.add(many(Thing.ALARMS, this::alarms));
    found.add(exists(Thing.CLUSTER, run.cluster(), this::cluster));
    found.add(
        exists(
            Thing.DASHBOARD,
            run.dashboardName(),
            () -> Dashboards.exists(aws.cloudWatch(), run.dashboardName())));
    for (String group : List.of(run.logGroup(), run.instanceLogGroup())) {
      found.add(exists(Thing.LOG_GROUP, group, () -> LogGroups.exists(aws.logs(), group)));
    }
    return found;
  }

  private Found queue(QueueSighting queue) {
    QueueReading read = queue.newest();
    if (read != null) {
      String jobs =
          read.remaining() == 0
              ? "empty"
              : read.visible()
                  + (read.visible() == 1 ? " job waiting, " : " jobs waiting, ")
                  + (read.delayed() == 0 ? "" : read.delayed() + " delayed, ")
                  + read.inFlight()
                  + " in process";
      return Found.of(Thing.QUEUE, Presence.THERE, List.of(run.queue()), jobs);
    }
    boolean missing = queue.situation() == QueueSituation.MISSING;
    return Found.of(
        Thing.QUEUE, missing ? Presence.NOT_THERE : Presence.NOT_SEEN, List.of(run.queue()), "");
  }

  private static Found deadLetters(QueueSighting queue) {
    String arn = queue.facts().deadLetterArn();
    long count = queue.deadLetters();
    return Found.of(
        Thing.DEAD_LETTER_QUEUE,
        count < 0 ? Presence.NOT_SEEN : Presence.THERE,
        List.of(Arn.tryFromString(arn).map(Arn::resourceAsString).orElse(arn)),
        count < 0
            ? ""
            : count + (count == 1 ? " message" : " messages") + " of all runs that share it");
  }

  private static Found fleet(FleetSighting fleet, String more) {
    FleetCondition condition = fleet.condition();
    if (condition == FleetCondition.NOT_FOUND || condition == FleetCondition.UNKNOWN) {
      return Found.of(
          Thing.FLEET,
          condition == FleetCondition.UNKNOWN ? Presence.NOT_SEEN : Presence.NOT_THERE,
          List.of(fleet.fleetId()),
          "");
    }
    String words = condition.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String target = condition.launches() ? ", target " + fleet.target() : "";
    String other =
        fleet.ownership() == Ownership.ANOTHER_RUNS
            ? "; it belongs to the run " + fleet.otherRun()
            : "";
    return Found.of(
        Thing.FLEET, Presence.THERE, List.of(fleet.fleetId()), words + target + other + more);
  }

  private static Found machines(Optional<RunMachines> machines) {
    List<String> alive = machines.map(RunMachines::alive).orElse(List.of());
    boolean seen = machines.filter(it -> it.problem().isEmpty()).isPresent();
    return Found.of(
        Thing.MACHINES, seen ? presence(!alive.isEmpty()) : Presence.NOT_SEEN, alive, "");
  }

  /** What is known of the service; null when there is none. */
  private String service() {
    return Services.find(aws.ecs(), run).map(Inventory::counted).orElse(null);
  }

  private static String counted(Service service) {
    if (Services.draining(service)) {
      return "being removed";
    }
    int wanted = service.desiredCount();
    return wanted
        + (wanted == 1 ? " task wanted, " : " tasks wanted, ")
        + service.runningCount()
        + " running";
  }

  private List<String> alarms() {
    List<String> alarms = new ArrayList<>(Alarms.ofMachines(aws.cloudWatch(), run));
    Alarms.ofQueue(aws.cloudWatch(), run).forEach(alarm -> alarms.add(alarm.alarmName()));
    return alarms;
  }

  private boolean cluster() {
    return Clusters.exists(aws.ecs(), run.cluster());
  }

  private Found exists(Thing thing, String name, Supplier<Boolean> look) {
    return one(thing, name, () -> look.get() ? "" : null);
  }

  /**
   * One thing of a known name.
   *
   * @param look tells what is known of it, or null when it is not there
   */
  private Found one(Thing thing, String name, Supplier<String> look) {
    return parts.look(
        Found.of(thing, Presence.NOT_SEEN, List.of(name), ""),
        () -> {
          String detail = look.get();
          return Found.of(thing, presence(detail != null), List.of(name), detail);
        });
  }

  private Found many(Thing thing, Supplier<List<String>> look) {
    return parts.look(
        Found.of(thing, Presence.NOT_SEEN, List.of(), ""),
        () -> {
          List<String> names = look.get();
          return Found.of(thing, presence(!names.isEmpty()), names, "");
        });
  }

  private static Presence presence(boolean there) {
    return there ? Presence.THERE : Presence.NOT_THERE;
  }
}
