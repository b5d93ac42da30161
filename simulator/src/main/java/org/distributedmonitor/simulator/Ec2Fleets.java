package org.distributedmonitor.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.*;

/**
 * The Spot Fleet operations. EC2 models no exceptions: always {@code Ec2Exception} with a code; a
 * cancellation that cannot be done is told inside an answer with status 200.
 */
final class Ec2Fleets {
  private static final int PAGE = 1000;
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
    int size = request.maxResults() == null ? PAGE : Math.min(PAGE, request.maxResults());
    Pages<Fleet> page = Pages.of(found, fleet -> fleet.id, request.nextToken(), size, BAD_TOKEN);
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
    int size = request.maxResults() == null ? PAGE : request.maxResults();
    Pages<Machine> page = Pages.of(alive, one -> one.id, request.nextToken(), size, BAD_TOKEN);
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
      throw AwsErrors.ec2("MissingParameter", "The request must contain the parameter startTime");
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
    int size = request.maxResults() == null ? PAGE : request.maxResults();
    Pages<String> page = Pages.of(keys, key -> key, request.nextToken(), size, BAD_TOKEN);
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
      throw AwsErrors.ec2(
          "FleetNotInModifiableState",
          "The fleet request '"
              + fleet.id
              + "' must be of type maintain and in the active state, but is "
              + fleet.state);
    }
    int target = request.targetCapacity() == null ? fleet.target : request.targetCapacity();
    int onDemand =
        request.onDemandTargetCapacity() == null
            ? fleet.onDemandTarget
            : request.onDemandTargetCapacity();
    if (target < 0 || onDemand < 0 || target < onDemand) {
      throw AwsErrors.ec2(
          "InvalidParameterValue",
          "TargetCapacity must not be negative or below OnDemandTargetCapacity");
    }
    world.fleets.modify(fleet, target, onDemand, request.excessCapacityTerminationPolicyAsString());
    return ModifySpotFleetRequestResponse.builder().returnValue(true).build();
  }

  RequestSpotFleetResponse request(RequestSpotFleetRequest request) {
    SpotFleetRequestConfigData config = request.spotFleetRequestConfig();
    if (config.targetCapacity() == null || config.iamFleetRole() == null) {
      throw AwsErrors.ec2(
          "InvalidSpotFleetRequestConfig", "TargetCapacity and IamFleetRole are required");
    }
    Fleet fleet = world.fleets.request(config);
    config.tagSpecifications().stream()
        .filter(specification -> specification.resourceType() == ResourceType.SPOT_FLEET_REQUEST)
        .flatMap(specification -> specification.tags().stream())
        .forEach(tag -> fleet.tags.put(tag.key(), tag.value()));
    return RequestSpotFleetResponse.builder().spotFleetRequestId(fleet.id).build();
  }

  CancelSpotFleetRequestsResponse cancel(CancelSpotFleetRequestsRequest request) {
    if (request.spotFleetRequestIds().size() > 100) {
      throw AwsErrors.ec2("InvalidParameterValue", "At most 100 fleet requests can be cancelled");
    }
    if (request.terminateInstances() == null || request.spotFleetRequestIds().isEmpty()) {
      throw AwsErrors.ec2(
          "MissingParameter", "SpotFleetRequestIds and TerminateInstances are required");
    }
    if (Boolean.TRUE.equals(request.dryRun())) {
      throw AwsErrors.of(
          Ec2Exception.builder(),
          "Ec2",
          412,
          "DryRunOperation",
          "Request would have succeeded, but DryRun flag is set.");
    }
    List<CancelSpotFleetRequestsSuccessItem> done = new ArrayList<>();
    List<CancelSpotFleetRequestsErrorItem> failed = new ArrayList<>();
    for (String id : request.spotFleetRequestIds()) {
      Fleet fleet = world.fleets.byId.get(id);
      if (!id.matches(WELL_FORMED)) {
        failed.add(error(id, "fleetRequestIdMalformed", "The fleet request id is malformed"));
      } else if (fleet == null) {
        failed.add(error(id, "fleetRequestIdDoesNotExist", "The fleet request does not exist"));
      } else if (fleet.state.startsWith("cancelled") || fleet.state.equals("failed")) {
        failed.add(error(id, "fleetRequestNotInCancellableState", "It is " + fleet.state));
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

  private static CancelSpotFleetRequestsErrorItem error(String id, String code, String text) {
    return CancelSpotFleetRequestsErrorItem.builder()
        .spotFleetRequestId(id)
        .error(error -> error.code(code).message(text))
        .build();
  }

  private Fleet fleet(String id) {
    if (!id.matches(WELL_FORMED)) {
      throw AwsErrors.ec2(
          "InvalidSpotFleetRequestId.Malformed", "Invalid spot fleet request id: " + id);
    }
    Fleet fleet = world.fleets.byId.get(id);
    if (fleet == null) {
      throw AwsErrors.ec2(
          "InvalidSpotFleetRequestId.NotFound",
          "The spot fleet request ID '" + id + "' does not exist");
    }
    return fleet;
  }

  static final java.util.function.Supplier<RuntimeException> BAD_TOKEN = Ec2Fleets::invalidToken;

  private static AwsServiceException invalidToken() {
    return AwsErrors.ec2("InvalidPaginationToken", "The pagination token is not valid");
  }
}
