package org.distributedmonitor.simulator.ec2;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ec2.model.*;

/** The instance operations; filters as in AWS's DescribeInstances reference. */
final class Ec2Machines {
  private static final int TAGS = 50;
  private final World world;

  Ec2Machines(World world) {
    this.world = world;
  }

  DescribeInstancesResponse describe(DescribeInstancesRequest request) {
    List<Machine> found =
        Pages.first(candidates(request), wanted(request.filters()), world.limits().page());
    Pages<Machine> page =
        world.page(found, one -> one.id, request.nextToken(), request.maxResults(), this::badToken);
    List<Reservation> told = new ArrayList<>();
    for (Machine machine : page.items()) {
      told.add(
          Reservation.builder()
              .reservationId("r-" + machine.id.substring(2))
              .ownerId(world.account)
              .instances(told(machine))
              .build());
    }
    return DescribeInstancesResponse.builder()
        .reservations(told)
        .nextToken(page.nextToken())
        .build();
  }

  private Iterable<Machine> candidates(DescribeInstancesRequest request) {
    if (!request.instanceIds().isEmpty() && request.maxResults() != null) {
      throw world.saying(
          "InvalidParameterCombination",
          "The parameter instancesSet cannot be used with the parameter maxResults");
    }
    if (!request.instanceIds().isEmpty()) {
      return new TreeSet<>(request.instanceIds()).stream().map(this::machine).toList();
    }
    String after = Pages.after(request.nextToken(), this::badToken);
    for (Filter filter : request.filters()) {
      if (filter.name().equals("instance-id") && !patterned(filter)) {
        return new TreeSet<>(filter.values())
            .tailSet(after, false).stream()
                .map(world.machines.byId::get)
                .filter(Objects::nonNull)
                .toList();
      }
    }
    return world.machines.byId.tailMap(after, false).values();
  }

  private Predicate<Machine> wanted(List<Filter> filters) {
    Predicate<Machine> all = machine -> true;
    for (Filter filter : filters) {
      Predicate<String> wanted = wanted(world, filter);
      all = all.and(machine -> matches(machine, filter.name(), wanted));
    }
    return all;
  }

  private RuntimeException badToken() {
    return world.error("InvalidPaginationToken");
  }

  private Instance told(Machine machine) {
    return Instance.builder()
        .instanceId(machine.id)
        .instanceType(machine.instanceType)
        .launchTime(machine.launchedAt)
        .instanceLifecycle(machine.onDemand ? null : InstanceLifecycleType.SPOT)
        .state(state -> state.name(machine.state.text).code(machine.state.code))
        .stateTransitionReason(machine.endReason)
        .placement(placement -> placement.availabilityZone(world.region + "a"))
        .tags(tags(machine.tags))
        .build();
  }

  private boolean matches(Machine machine, String name, Predicate<String> wanted) {
    return switch (name) {
      case "instance-id" -> wanted.test(machine.id);
      case "instance-state-name" -> wanted.test(machine.state.text);
      case "instance-lifecycle" -> !machine.onDemand && wanted.test("spot");
      case "instance-type" -> wanted.test(machine.instanceType);
      case "tag-key" -> machine.tags.keySet().stream().anyMatch(wanted);
      default -> tagMatches(world, name, wanted, machine.tags);
    };
  }

  static boolean tagMatches(
      World world, String filter, Predicate<String> wanted, Map<String, String> tags) {
    if (!filter.startsWith("tag:")) {
      throw world.saying("InvalidParameterValue", "The filter '" + filter + "' is invalid");
    }
    String value = tags.get(filter.substring("tag:".length()));
    return value != null && wanted.test(value);
  }

  /** Values may hold {@code *} and {@code ?}; more than 200 of them are refused. */
  static Predicate<String> wanted(World world, Filter filter) {
    if (filter.values().size() > world.limits().batch()) {
      throw world.error("FilterLimitExceeded");
    }
    if (!patterned(filter)) {
      return Set.copyOf(filter.values())::contains;
    }
    return text -> filter.values().stream().anyMatch(value -> like(value, text));
  }

  private static boolean patterned(Filter filter) {
    return filter.values().stream().anyMatch(value -> value.contains("*") || value.contains("?"));
  }

  private static boolean like(String pattern, String text) {
    String quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return text.matches(quoted);
  }

  DescribeInstanceAttributeResponse attribute(DescribeInstanceAttributeRequest request) {
    Machine machine = machine(request.instanceId());
    if (request.attribute() != InstanceAttributeName.USER_DATA) {
      throw world.saying("InvalidParameterValue", "Only userData is known here");
    }
    String encoded = Base64.getEncoder().encodeToString(machine.fleet.userData().getBytes());
    return DescribeInstanceAttributeResponse.builder()
        .instanceId(machine.id)
        .userData(value -> value.value(encoded))
        .build();
  }

  CreateTagsResponse tag(CreateTagsRequest request) {
    List<Map<String, String>> tagged = request.resources().stream().map(this::tagsOf).toList();
    for (Map<String, String> tags : tagged) {
      for (Tag tag : request.tags()) {
        tags.put(tag.key(), tag.value());
      }
      if (tags.size() > TAGS) {
        throw world.error("TagLimitExceeded");
      }
    }
    return CreateTagsResponse.builder().build();
  }

  private Map<String, String> tagsOf(String id) {
    if (id.startsWith("sfr-")) {
      Fleet fleet = world.fleets.byId.get(id);
      if (fleet == null) {
        throw world.error("InvalidSpotFleetRequestId.NotFound", id);
      }
      return fleet.tags;
    }
    if (world.volumes.byId.containsKey(id)) {
      return world.volumes.byId.get(id).tags();
    }
    if (id.startsWith("vol-")) {
      return world.machines.byId.values().stream()
          .filter(machine -> machine.volumeId.equals(id) && machine.alive())
          .findFirst()
          .orElseThrow(() -> world.error("InvalidVolume.NotFound", id))
          .volumeTags;
    }
    return machine(id).tags;
  }

  TerminateInstancesResponse terminate(TerminateInstancesRequest request) {
    List<Machine> machines = request.instanceIds().stream().map(this::machine).toList();
    List<InstanceStateChange> changes = new ArrayList<>();
    for (Machine machine : machines) {
      Machine.State before = machine.state;
      world.machines.end(machine, "User initiated");
      changes.add(
          InstanceStateChange.builder()
              .instanceId(machine.id)
              .previousState(state -> state.name(before.text).code(before.code))
              .currentState(state -> state.name(machine.state.text).code(machine.state.code))
              .build());
    }
    return TerminateInstancesResponse.builder().terminatingInstances(changes).build();
  }

  /** The fleets that these machines were launched for. */
  List<String> fleetsOf(List<String> ids) {
    return ids.stream()
        .map(world.machines.byId::get)
        .filter(Objects::nonNull)
        .map(machine -> machine.tags.getOrDefault(Machine.FLEET_TAG, ""))
        .distinct()
        .toList();
  }

  private Machine machine(String id) {
    if (!id.matches("i-([0-9a-f]{8}|[0-9a-f]{17})")) {
      throw world.error("InvalidInstanceID.Malformed", id);
    }
    Machine machine = world.machines.byId.get(id);
    if (machine == null) {
      throw world.error("InvalidInstanceID.NotFound", id);
    }
    return machine;
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
