package org.distributedmonitor.worker.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.worker.machine.Machines;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsErrorItem;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Fleets that cannot be cancelled for reasons that a test sets; all others can. */
final class FakeEc2 implements Ec2Client {

  final List<List<String>> cancelled = new ArrayList<>();
  final List<Boolean> withMachines = new ArrayList<>();
  final List<List<String>> terminated = new ArrayList<>();
  private final List<Instance> machines = new ArrayList<>();
  SdkException terminationFailure;

  /** The fleet that somebody protects by a tag. */
  String protectedFleet = "";

  /** A machine that EC2 describes still and cannot terminate any more. */
  String vanished = "";

  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> states = new HashMap<>();
  private final Map<Integer, SdkException> failures = new HashMap<>();

  FakeEc2 cannotCancel(String fleet, String code, String state) {
    codes.put(fleet, code);
    states.put(fleet, state);
    return this;
  }

  /** A machine that is on; protected by its tag or not. */
  FakeEc2 machine(String fleet, String id, boolean protectedByTag) {
    machines.add(
        Instance.builder()
            .instanceId(id)
            .state(state -> state.name(InstanceStateName.RUNNING))
            .tags(
                Tag.builder().key(Machines.FLEET_TAG).value(fleet).build(),
                protection(protectedByTag))
            .build());
    return this;
  }

  FakeEc2 failsCall(int number, SdkException e) {
    failures.put(number, e);
    return this;
  }

  @Override
  public CancelSpotFleetRequestsResponse cancelSpotFleetRequests(
      CancelSpotFleetRequestsRequest request) {
    cancelled.add(request.spotFleetRequestIds());
    withMachines.add(request.terminateInstances());
    if (failures.containsKey(cancelled.size())) {
      throw failures.get(cancelled.size());
    }
    List<CancelSpotFleetRequestsSuccessItem> well = new ArrayList<>();
    List<CancelSpotFleetRequestsErrorItem> not = new ArrayList<>();
    for (String id : request.spotFleetRequestIds()) {
      if (codes.containsKey(id)) {
        not.add(
            CancelSpotFleetRequestsErrorItem.builder()
                .spotFleetRequestId(id)
                .error(error -> error.code(codes.get(id)).message("EC2 says no."))
                .build());
      } else {
        well.add(CancelSpotFleetRequestsSuccessItem.builder().spotFleetRequestId(id).build());
      }
    }
    return CancelSpotFleetRequestsResponse.builder()
        .successfulFleetRequests(well)
        .unsuccessfulFleetRequests(not)
        .build();
  }

  @Override
  public DescribeSpotFleetRequestsResponse describeSpotFleetRequests(
      DescribeSpotFleetRequestsRequest request) {
    List<SpotFleetRequestConfig> found = new ArrayList<>();
    for (String id : request.spotFleetRequestIds()) {
      found.add(
          SpotFleetRequestConfig.builder()
              .tags(protection(id.equals(protectedFleet)))
              .spotFleetRequestId(id)
              .spotFleetRequestState(states.get(id))
              .spotFleetRequestConfig(config -> config.targetCapacity(1))
              .build());
    }
    return DescribeSpotFleetRequestsResponse.builder().spotFleetRequestConfigs(found).build();
  }

  @Override
  public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
    List<String> fleets = request.filters().get(0).values();
    return DescribeInstancesResponse.builder()
        .reservations(
            Reservation.builder()
                .instances(machines.stream().filter(it -> fleets.contains(fleetOf(it))).toList())
                .build())
        .build();
  }

  @Override
  public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
    if (terminationFailure != null) {
      throw terminationFailure;
    }
    if (request.instanceIds().contains(vanished)) {
      throw Ec2Exception.builder()
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode("InvalidInstanceID.NotFound").build())
          .message("InvalidInstanceID.NotFound")
          .build();
    }
    terminated.add(request.instanceIds());
    return TerminateInstancesResponse.builder().build();
  }

  private static Tag protection(boolean on) {
    return Tag.builder().key("distributed-monitor:protect").value(Boolean.toString(on)).build();
  }

  private static String fleetOf(Instance machine) {
    return Machines.fleetOf(machine).orElse("");
  }

  @Override
  public String serviceName() {
    return "ec2";
  }

  @Override
  public void close() {}
}
