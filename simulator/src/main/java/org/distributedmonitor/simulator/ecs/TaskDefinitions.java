package org.distributedmonitor.simulator.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Task definitions: a family's revisions count up for ever; inactive ones stay readable. */
public final class TaskDefinitions {
  public final Map<String, List<TaskDefinition>> families = new TreeMap<>();

  /** By ARN; an inactive revision keeps its tags. */
  public final Map<String, Map<String, String>> tags = new TreeMap<>();

  private final World world;

  public TaskDefinitions(World world) {
    this.world = world;
  }

  public TaskDefinition register(RegisterTaskDefinitionRequest request) {
    List<TaskDefinition> revisions =
        families.computeIfAbsent(request.family(), family -> new ArrayList<>());
    int revision = revisions.size() + 1;
    TaskDefinition definition =
        TaskDefinition.builder()
            .family(request.family())
            .revision(revision)
            .taskDefinitionArn(
                world.arn("ecs", "task-definition/" + request.family() + ":" + revision))
            .containerDefinitions(request.containerDefinitions())
            .status(TaskDefinitionStatus.ACTIVE)
            .registeredAt(world.now())
            .registeredBy("arn:aws:iam::" + world.account + ":user/simulated")
            .build();
    revisions.add(definition);
    Map<String, String> given = new TreeMap<>();
    request.tags().forEach(tag -> given.put(tag.key(), tag.value()));
    tags.put(definition.taskDefinitionArn(), given);
    return definition;
  }

  /** By ARN, {@code family:revision}, or family (the newest active revision); null if unknown. */
  public TaskDefinition find(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.lastIndexOf(':');
    List<TaskDefinition> revisions =
        families.getOrDefault(colon < 0 ? last : last.substring(0, colon), List.of());
    if (colon < 0) {
      return revisions.stream()
          .filter(revision -> revision.status() == TaskDefinitionStatus.ACTIVE)
          .reduce((older, newer) -> newer)
          .orElse(null);
    }
    String number = last.substring(colon + 1);
    return revisions.stream()
        .filter(revision -> number.equals(revision.revision().toString()))
        .findFirst()
        .orElse(null);
  }

  TaskDefinition deactivate(TaskDefinition definition) {
    if (definition.status() == TaskDefinitionStatus.INACTIVE) {
      return definition;
    }
    TaskDefinition inactive =
        definition.toBuilder()
            .status(TaskDefinitionStatus.INACTIVE)
            .deregisteredAt(world.now())
            .build();
    families.get(definition.family()).set(definition.revision() - 1, inactive);
    return inactive;
  }
}
