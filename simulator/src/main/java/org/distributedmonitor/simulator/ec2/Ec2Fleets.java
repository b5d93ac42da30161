package org.distributedmonitor.simulator.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.simulator.api.AwsError;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.*;

/**
 * The Spot Fleet operations. EC2 models no exceptions: always {@code Ec2Exception} with a code; a
 * cancellation that cannot be done is told inside an answer with status 200.
 */
final class Ec2Fleets {
  private static final String WELL_FORMED = "^sfr-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
  private final World world;

  Ec2Fleets(World world) {
    this.world = world;
  }

  DescribeSpotFleetRequestsResponse describe(DescribeSpotFleetRequestsRequest request) {
    List<Fleet> found = new ArrayList<>();
    if (request.spotFleetRequestIds().isEmpty()) {
      found.addAll(world.fleets.byId.values());
    } else {
      request.spotFleetRequestIds().stream()
          .sorted()
          .distinct()
          .forEach(id -> found.add(fleet(id)));
    }
    Pages<Fleet> page =
        world.page(
            found, fleet -> fleet.id, request.nextToken(), request.maxResults(), this::badToken);
    return DescribeSpotFleetRequestsResponse.builder()
        .spotFleetRequestConfigs(page.items().stream().map(Ec2Fleets::told).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static SpotFleetRequestConfig told(Fleet fleet) {
    return SpotFleetRequestConfig.builder()
        .spotFleetRequestId(fleet.id)
        .spotFleetRequestState(fleet.state)
        .activityStatus(activity(fleet))
        .createTime(fleet.createdAt)
        .tags(Ec2Machines.tags(fleet.tags))
        .spotFleetRequestConfig(
            fleet.config.toBuilder()
                .targetCapacity(fleet.target)
                .onDemandTargetCapacity(fleet.onDemandTarget)
                .fulfilledCapacity(fleet.fulfilled())
                .onDemandFulfilledCapacity(fleet.fulfilled(true))
                .type(fleet.maintains() ? FleetType.MAINTAIN : FleetType.REQUEST)
                .excessCapacityTerminationPolicy(fleet.excessPolicy)
                .launchSpecifications(launches(fleet))
                .build())
        .build();
  }

  private static List<SpotFleetLaunchSpecification> launches(Fleet fleet) {
    List<SpotFleetLaunchSpecification> all = fleet.config.launchSpecifications();
    return fleet.userDataShown
        ? all
        : all.stream().map(launch -> launch.toBuilder().userData(null).build()).toList();
  }

  private static String activity(Fleet fleet) {
    if (fleet.state.equals("cancelled_terminating")) {
      return "pending_termination";
    }
    if (!fleet.active()) {
      return fleet.state.equals("submitted") ? "pending_fulfillment" : null;
    }
    return fleet.fulfilled() < fleet.target ? "pending_fulfillment" : "fulfilled";
  }

  DescribeSpotFleetInstancesResponse instances(DescribeSpotFleetInstancesRequest request) {
    Fleet fleet = fleet(request.spotFleetRequestId());
    List<Machine> alive = new ArrayList<>(fleet.alive());
    alive.sort((one, other) -> one.id.compareTo(other.id));
    Pages<Machine> page =
        world.page(alive, one -> one.id, request.nextToken(), request.maxResults(), this::badToken);
    List<ActiveInstance> told = new ArrayList<>();
    for (Machine machine : page.items()) {
      told.add(
          ActiveInstance.builder()
              .instanceId(machine.id)
              .instanceType(machine.instanceType)
              .spotInstanceRequestId(machine.onDemand ? null : "sir-" + machine.id.substring(11))
              .instanceHealth(InstanceHealthStatus.HEALTHY)
              .build());
    }
    return DescribeSpotFleetInstancesResponse.builder()
        .spotFleetRequestId(fleet.id)
        .activeInstances(told)
        .nextToken(page.nextToken())
        .build();
  }

  DescribeSpotFleetRequestHistoryResponse history(DescribeSpotFleetRequestHistoryRequest request) {
    Fleet fleet = fleet(request.spotFleetRequestId());
    if (request.startTime() == null) {
      throw world.error("MissingParameter", "startTime");
    }
    Instant oldest = world.now().minus(Fleets.HISTORY_KEPT);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < fleet.history.size(); i++) {
      Fleet.Line line = fleet.history.get(i);
      boolean asked =
          request.eventType() == null || line.type().equals(request.eventTypeAsString());
      if (asked && !line.at().isBefore(request.startTime()) && !line.at().isBefore(oldest)) {
        keys.add(String.format("%09d", i));
      }
    }
    Pages<String> page =
        world.page(keys, key -> key, request.nextToken(), request.maxResults(), this::badToken);
    return DescribeSpotFleetRequestHistoryResponse.builder()
        .spotFleetRequestId(fleet.id)
        .startTime(request.startTime())
        .historyRecords(
            page.items().stream()
                .map(key -> told(fleet.history.get(Integer.parseInt(key))))
                .toList())
        .lastEvaluatedTime(page.nextToken() == null ? world.now() : null)
        .nextToken(page.nextToken())
        .build();
  }

  private static HistoryRecord told(Fleet.Line line) {
    return HistoryRecord.builder()
        .timestamp(line.at())
        .eventType(line.type())
        .eventInformation(
            what ->
                what.eventSubType(line.subtype())
                    .instanceId(line.instanceId())
                    .eventDescription(line.description()))
        .build();
  }

  ModifySpotFleetRequestResponse modify(ModifySpotFleetRequestRequest request) {
    Fleet fleet = fleet(request.spotFleetRequestId());
    if (!fleet.state.equals("active") || !fleet.maintains()) {
      throw world.error("FleetNotInModifiableState", fleet.id, fleet.state);
    }
    int target = request.targetCapacity() == null ? fleet.target : request.targetCapacity();
    int onDemand =
        request.onDemandTargetCapacity() == null
            ? fleet.onDemandTarget
            : request.onDemandTargetCapacity();
    if (target < 0 || onDemand < 0 || target < onDemand) {
      throw world.saying(
          "InvalidParameterValue",
          "TargetCapacity must not be negative or below OnDemandTargetCapacity");
    }
    world.fleets.modify(fleet, target, onDemand, request.excessCapacityTerminationPolicyAsString());
    return ModifySpotFleetRequestResponse.builder().returnValue(true).build();
  }

  RequestSpotFleetResponse request(RequestSpotFleetRequest request) {
    SpotFleetRequestConfigData config = request.spotFleetRequestConfig();
    if (config.targetCapacity() == null || config.iamFleetRole() == null) {
      throw world.error("InvalidSpotFleetRequestConfig");
    }
    Fleet fleet = world.fleets.request(config);
    config.tagSpecifications().stream()
        .filter(specification -> specification.resourceType() == ResourceType.SPOT_FLEET_REQUEST)
        .flatMap(specification -> specification.tags().stream())
        .forEach(tag -> fleet.tags.put(tag.key(), tag.value()));
    return RequestSpotFleetResponse.builder().spotFleetRequestId(fleet.id).build();
  }

  CancelSpotFleetRequestsResponse cancel(CancelSpotFleetRequestsRequest request) {
    if (request.spotFleetRequestIds().size() > world.limits().batch()) {
      throw world.saying("InvalidParameterValue", "At most 100 fleet requests can be cancelled");
    }
    if (request.terminateInstances() == null || request.spotFleetRequestIds().isEmpty()) {
      throw world.error("MissingParameter", "SpotFleetRequestIds");
    }
    if (Boolean.TRUE.equals(request.dryRun())) {
      throw world.error("DryRunOperation");
    }
    List<CancelSpotFleetRequestsSuccessItem> done = new ArrayList<>();
    List<CancelSpotFleetRequestsErrorItem> failed = new ArrayList<>();
    for (String id : request.spotFleetRequestIds()) {
      Fleet fleet = world.fleets.byId.get(id);
      Optional<AwsError> undone = world.undone();
      if (undone.isPresent()) {
        failed.add(error(id, undone.get()));
      } else if (!id.matches(WELL_FORMED)) {
        failed.add(error(id, world.part("fleetRequestIdMalformed")));
      } else if (fleet == null) {
        failed.add(error(id, world.part("fleetRequestIdDoesNotExist")));
      } else if (fleet.state.startsWith("cancelled") || fleet.state.equals("failed")) {
        failed.add(error(id, world.part("fleetRequestNotInCancellableState"), fleet.state));
      } else {
        String before = fleet.state;
        world.fleets.cancel(fleet, request.terminateInstances());
        done.add(
            CancelSpotFleetRequestsSuccessItem.builder()
                .spotFleetRequestId(id)
                .previousSpotFleetRequestState(before)
                .currentSpotFleetRequestState(fleet.state)
                .build());
      }
    }
    return CancelSpotFleetRequestsResponse.builder()
        .successfulFleetRequests(done)
        .unsuccessfulFleetRequests(failed)
        .build();
  }

  private static CancelSpotFleetRequestsErrorItem error(String id, AwsError part, Object... names) {
    return CancelSpotFleetRequestsErrorItem.builder()
        .spotFleetRequestId(id)
        .error(error -> error.code(part.code()).message(part.words(names)))
        .build();
  }

  private Fleet fleet(String id) {
    if (!id.matches(WELL_FORMED)) {
      throw world.error("InvalidSpotFleetRequestId.Malformed", id);
    }
    Fleet fleet = world.fleets.byId.get(id);
    if (fleet == null) {
      throw world.error("InvalidSpotFleetRequestId.NotFound", id);
    }
    return fleet;
  }

  private AwsServiceException badToken() {
    return world.error("InvalidPaginationToken");
  }
}
