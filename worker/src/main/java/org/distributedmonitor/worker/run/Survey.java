package org.distributedmonitor.worker.run;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.fleet.FleetOwners;
import org.distributedmonitor.worker.fleet.FleetSearch;
import org.distributedmonitor.worker.logs.LogGroups;
import org.distributedmonitor.worker.machine.Machines;
import org.distributedmonitor.worker.service.Services;
import org.distributedmonitor.worker.service.TaskDefinitions;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** What of a run there is. */
public final class Survey {

  /** The variable by which DCP's task definition tells a container its queue. */
  private static final String QUEUE_VARIABLE = "SQS_QUEUE_URL";

  /**
   * So many of the newest revisions, active and inactive each, are read; families have hundreds.
   */
  private static final int REVISIONS_READ = 3;

  private Survey() {}

  /**
   * Takes it.
   *
   * @param strangers fleets that are known not to be the run's; none of their machines is asked
   * @param unseen takes the failure of each part that could not be looked at
   */
  public static RunSurvey take(
      AwsClients aws,
      Run run,
      List<String> fleetIds,
      List<String> strangers,
      Instant now,
      Consumer<ApplicationFailure> unseen) {
    List<String> unreadable = new ArrayList<>();
    Parts parts =
        Parts.asFarAsSeen(
            failure -> {
              unreadable.add(failure.getOriginalMessage());
              unseen.accept(failure);
            });
    String account = parts.look("", () -> Caller.of(aws).account());
    FleetSearch.Found found =
        parts.look(
            FleetSearch.Found.nothing(fleetIds),
            () -> FleetSearch.of(aws.ec2(), run, fleetIds, strangers));
    if (found.unasked() != null) {
      unseen.accept(found.unasked());
    }
    List<FleetSighting> fleets =
        found.known().stream().map(fleet -> withOwner(aws, run, fleet, parts)).toList();
    List<String> ofTheRun = found.ofTheRun().stream().map(FleetSighting::fleetId).toList();
    Optional<List<ProtectedMachines>> protectedMachines =
        parts.look(Optional.empty(), () -> Optional.of(Machines.protectedIn(aws.ec2(), ofTheRun)));
    Optional<Service> service = parts.look(Optional.empty(), () -> Services.find(aws.ecs(), run));
    Set<String> revisions = new LinkedHashSet<>();
    Set<String> queues = new LinkedHashSet<>();
    parts.look(
        () -> {
          read(aws.ecs(), run, TaskDefinitionStatus.ACTIVE, revisions, queues);
          read(aws.ecs(), run, TaskDefinitionStatus.INACTIVE, revisions, queues);
        });
    boolean logGroup = parts.look(false, () -> LogGroups.exists(aws.logs(), run.logGroup()));
    return new RunSurvey(
        now,
        account,
        aws.region(),
        fleets,
        found.others(),
        protectedMachines.isPresent(),
        protectedMachines.orElse(List.of()),
        service.isPresent(),
        service.map(Service::createdAt).orElse(null),
        !revisions.isEmpty(),
        List.copyOf(queues),
        logGroup,
        unreadable);
  }

  /**
   * Where a machine cannot be asked, the monitor file's word has to do. One is asked as well where
   * the fleet itself is not shown: it may be a neighbour's that the file names by mistake.
   */
  private static FleetSighting withOwner(
      AwsClients aws, Run run, FleetSighting fleet, Parts parts) {
    FleetCondition condition = fleet.condition();
    if (!condition.mayBeOn() && condition != FleetCondition.CANCELLED_RUNNING) {
      return fleet;
    }
    boolean seen = condition != FleetCondition.UNKNOWN;
    return parts.look(
        seen ? fleet.owned(Ownership.UNPROVEN, "") : fleet,
        () -> FleetOwners.ask(aws.ec2(), run, fleet));
  }

  private static void read(
      EcsClient ecs,
      Run run,
      TaskDefinitionStatus status,
      Set<String> revisions,
      Set<String> queues) {
    List<String> newest = TaskDefinitions.newest(ecs, run.taskFamily(), status, REVISIONS_READ);
    revisions.addAll(newest);
    for (String arn : newest) {
      TaskDefinitions.describe(ecs, arn).ifPresent(revision -> queuesOf(revision, queues));
    }
  }

  private static void queuesOf(TaskDefinition revision, Set<String> queues) {
    revision.containerDefinitions().stream()
        .flatMap(container -> container.environment().stream())
        .filter(variable -> QUEUE_VARIABLE.equals(variable.name()))
        .forEach(variable -> queues.add(variable.value()));
  }
}
