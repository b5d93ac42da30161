package org.distributedmonitor.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.*;

/**
 * The tagging service: every resource of the account and region that has a tag. Between filters all
 * must hold, between the values of one any (GetResources reference); the last page has an empty
 * token.
 */
final class SimulatedTagging implements ResourceGroupsTaggingApiClient {
  private final World world;

  SimulatedTagging(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public GetResourcesResponse getResources(GetResourcesRequest request) {
    return world.call("tag:GetResources", List.of(), () -> resources(request));
  }

  private GetResourcesResponse resources(GetResourcesRequest request) {
    List<Map.Entry<String, Map<String, String>>> found = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> one : tagged().entrySet()) {
      boolean match = request.tagFilters().stream().allMatch(filter -> has(one.getValue(), filter));
      if (!one.getValue().isEmpty() && match && ofType(one.getKey(), request)) {
        found.add(one);
      }
    }
    Pages<Map.Entry<String, Map<String, String>>> page =
        world.page(
            found,
            Map.Entry::getKey,
            request.paginationToken(),
            request.resourcesPerPage(),
            () -> world.error("PaginationTokenExpiredException"));
    return GetResourcesResponse.builder()
        .resourceTagMappingList(page.items().stream().map(SimulatedTagging::told).toList())
        .paginationToken(page.nextToken() == null ? "" : page.nextToken())
        .build();
  }

  private static boolean has(Map<String, String> tags, TagFilter filter) {
    String value = tags.get(filter.key());
    return value != null && (filter.values().isEmpty() || filter.values().contains(value));
  }

  /** A type is a service, or a service and a kind: {@code ec2} or {@code ec2:instance}. */
  private static boolean ofType(String arn, GetResourcesRequest request) {
    String[] parts = arn.split(":", 6);
    String kind = parts[2] + ":" + parts[5].split("[/:]")[0];
    return request.resourceTypeFilters().isEmpty()
        || request.resourceTypeFilters().contains(parts[2])
        || request.resourceTypeFilters().contains(kind);
  }

  private static ResourceTagMapping told(Map.Entry<String, Map<String, String>> one) {
    return ResourceTagMapping.builder()
        .resourceARN(one.getKey())
        .tags(
            one.getValue().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  private Map<String, Map<String, String>> tagged() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    world.queues.byName.values().stream()
        .filter(queue -> queue.deletedAt == null)
        .forEach(queue -> all.put(queue.arn(), queue.tags));
    world.fleets.byId.forEach(
        (id, fleet) -> all.put(world.arn("ec2", "spot-fleet-request/" + id), fleet.tags));
    world.machines.byId.forEach(
        (id, machine) -> {
          all.put(world.arn("ec2", "instance/" + id), machine.tags);
          all.put(world.arn("ec2", "volume/" + machine.volumeId), machine.volumeTags);
        });
    world.volumes.byId.forEach(
        (id, volume) -> all.put(world.arn("ec2", "volume/" + id), volume.tags()));
    world.clusters.byName.forEach(
        (name, cluster) -> {
          all.put(world.arn("ecs", "cluster/" + name), cluster.tags);
          cluster.services.forEach(
              (service, it) ->
                  all.put(world.arn("ecs", "service/" + name + "/" + service), it.tags));
        });
    all.putAll(world.taskDefinitions.tags);
    world.alarms.tags.forEach(
        (name, tags) -> all.put(world.arn("cloudwatch", "alarm:" + name), tags));
    world.dashboards.tags.forEach((name, tags) -> all.put(world.dashboards.arn(name), tags));
    return all;
  }
}
