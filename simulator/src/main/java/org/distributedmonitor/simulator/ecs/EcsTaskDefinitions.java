package org.distributedmonitor.simulator.ecs;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ecs.model.*;

/**
 * The task definition operations; {@code familyPrefix} is the full name of a family (AWS's words).
 */
final class EcsTaskDefinitions {
  private final World world;
  private final EcsClusters clusters;

  EcsTaskDefinitions(World world, EcsClusters clusters) {
    this.world = world;
    this.clusters = clusters;
  }

  RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request) {
    if (request.containerDefinitions().isEmpty()) {
      throw world.saying("ClientException", "Container list cannot be empty.");
    }
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(world.taskDefinitions.register(request))
        .build();
  }

  DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request) {
    TaskDefinition found = world.taskDefinitions.find(request.taskDefinition());
    if (found == null) {
      throw world.saying("ClientException", "Unable to describe task definition.");
    }
    return DescribeTaskDefinitionResponse.builder().taskDefinition(found).build();
  }

  DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request) {
    String name = request.taskDefinition();
    if (!name.matches(".*:\\d+")) {
      throw clusters.invalid("Revision is missing.");
    }
    TaskDefinition found = world.taskDefinitions.find(name);
    if (found == null) {
      throw world.saying("ClientException", "The specified task definition does not exist.");
    }
    return DeregisterTaskDefinitionResponse.builder()
        .taskDefinition(world.taskDefinitions.deactivate(found))
        .build();
  }

  ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) {
    TaskDefinitionStatus status =
        request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
    List<TaskDefinition> found = new ArrayList<>();
    world.taskDefinitions.families.forEach(
        (family, revisions) -> {
          if (request.familyPrefix() == null || family.equals(request.familyPrefix())) {
            revisions.stream().filter(it -> it.status() == status).forEach(found::add);
          }
        });
    boolean newestFirst = request.sort() == SortOrder.DESC;
    if (newestFirst) {
      java.util.Collections.reverse(found);
    }
    Pages<TaskDefinition> page =
        world.page(
            found,
            it -> key(it, newestFirst),
            request.nextToken(),
            request.maxResults(),
            clusters.badToken);
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items().stream().map(TaskDefinition::taskDefinitionArn).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private String key(TaskDefinition definition, boolean newestFirst) {
    if (!newestFirst) {
      return definition.family() + String.format(" %09d", definition.revision());
    }
    List<String> families = List.copyOf(world.taskDefinitions.families.keySet());
    return String.format(
        "%09d %09d",
        families.size() - families.indexOf(definition.family()),
        999_999_999 - definition.revision());
  }
}
