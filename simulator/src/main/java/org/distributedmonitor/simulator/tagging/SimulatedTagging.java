package org.distributedmonitor.simulator.tagging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.*;

/**
 * The tagging service: every resource of the account and region that has a tag. Between filters all
 * must hold, between the values of one any (GetResources reference); the last page has an empty
 * token.
 */
public final class SimulatedTagging implements ResourceGroupsTaggingApiClient {
  private final World world;

  public SimulatedTagging(World world) {
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
    Predicate<Map<String, String>> wanted = tags -> !tags.isEmpty();
    for (TagFilter filter : request.tagFilters()) {
      wanted = wanted.and(tags -> has(tags, filter));
    }
    List<Map.Entry<String, Map<String, String>>> found =
        tagged(wanted).entrySet().stream().filter(one -> ofType(one.getKey(), request)).toList();
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

  /** What has such tags, by its ARN. */
  private Map<String, Map<String, String>> tagged(Predicate<Map<String, String>> wanted) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    world.queues.byName.values().stream()
        .filter(queue -> queue.deletedAt == null && wanted.test(queue.tags))
        .forEach(queue -> all.put(queue.arn(), queue.tags));
    world.fleets.byId.forEach(
        (id, fleet) -> add(all, wanted, fleet.tags, "ec2", "spot-fleet-request/" + id));
    world.machines.byId.forEach(
        (id, machine) -> {
          add(all, wanted, machine.tags, "ec2", "instance/" + id);
          add(all, wanted, machine.volumeTags, "ec2", "volume/" + machine.volumeId);
        });
    world.volumes.byId.forEach(
        (id, volume) -> add(all, wanted, volume.tags(), "ec2", "volume/" + id));
    world.clusters.byName.forEach(
        (name, cluster) -> {
          add(all, wanted, cluster.tags, "ecs", "cluster/" + name);
          cluster.services.forEach(
              (service, it) -> add(all, wanted, it.tags, "ecs", "service/" + name + "/" + service));
        });
    world.taskDefinitions.tags.forEach(
        (arn, tags) -> {
          if (wanted.test(tags)) {
            all.put(arn, tags);
          }
        });
    world.alarms.tags.forEach(
        (name, tags) -> add(all, wanted, tags, "cloudwatch", "alarm:" + name));
    world.dashboards.tags.forEach(
        (name, tags) -> {
          if (wanted.test(tags)) {
            all.put(world.dashboards.arn(name), tags);
          }
        });
    return all;
  }

  /** Of thousands of things few have such tags: only these get an ARN. */
  private void add(
      Map<String, Map<String, String>> all,
      Predicate<Map<String, String>> wanted,
      Map<String, String> tags,
      String service,
      String resource) {
    if (wanted.test(tags)) {
      all.put(world.arn(service, resource), tags);
    }
  }
}
