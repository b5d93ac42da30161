package org.distributedmonitor.simulator.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.*;

/** EC2: what a run's fleets and machines need. */
public final class SimulatedEc2 implements Ec2Client {
  private final World world;
  private final Ec2Fleets fleets;
  private final Ec2Machines machines;
  private final Ec2Volumes volumes;

  public SimulatedEc2(World world) {
    this.world = world;
    this.fleets = new Ec2Fleets(world);
    this.machines = new Ec2Machines(world);
    this.volumes = new Ec2Volumes(world);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public DescribeSpotFleetRequestsResponse describeSpotFleetRequests(
      DescribeSpotFleetRequestsRequest request) {
    return world.call(
        "ec2:DescribeSpotFleetRequests",
        request.spotFleetRequestIds(),
        () -> fleets.describe(request));
  }

  @Override
  public DescribeSpotFleetInstancesResponse describeSpotFleetInstances(
      DescribeSpotFleetInstancesRequest request) {
    return world.call(
        "ec2:DescribeSpotFleetInstances",
        World.named(request.spotFleetRequestId()),
        () -> fleets.instances(request));
  }

  @Override
  public DescribeSpotFleetRequestHistoryResponse describeSpotFleetRequestHistory(
      DescribeSpotFleetRequestHistoryRequest request) {
    return world.call(
        "ec2:DescribeSpotFleetRequestHistory",
        World.named(request.spotFleetRequestId()),
        () -> fleets.history(request));
  }

  @Override
  public ModifySpotFleetRequestResponse modifySpotFleetRequest(
      ModifySpotFleetRequestRequest request) {
    return world.call(
        "ec2:ModifySpotFleetRequest",
        World.named(request.spotFleetRequestId()),
        () -> fleets.modify(request));
  }

  @Override
  public CancelSpotFleetRequestsResponse cancelSpotFleetRequests(
      CancelSpotFleetRequestsRequest request) {
    return world.call(
        "ec2:CancelSpotFleetRequests", request.spotFleetRequestIds(), () -> fleets.cancel(request));
  }

  @Override
  public RequestSpotFleetResponse requestSpotFleet(RequestSpotFleetRequest request) {
    return world.call("ec2:RequestSpotFleet", List.of(), () -> fleets.request(request));
  }

  @Override
  public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
    List<String> named = new ArrayList<>(request.instanceIds());
    request.filters().forEach(filter -> named.addAll(filter.values()));
    return world.call("ec2:DescribeInstances", named, () -> machines.describe(request));
  }

  @Override
  public DescribeInstanceAttributeResponse describeInstanceAttribute(
      DescribeInstanceAttributeRequest request) {
    return world.call(
        "ec2:DescribeInstanceAttribute",
        World.named(request.instanceId()),
        () -> machines.attribute(request));
  }

  @Override
  public CreateTagsResponse createTags(CreateTagsRequest request) {
    List<String> keys = request.tags().stream().map(Tag::key).toList();
    return world.call(
        "ec2:CreateTags",
        request.resources(),
        Map.of("aws:TagKeys", keys),
        () -> machines.tag(request));
  }

  @Override
  public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
    return world.call("ec2:DescribeVolumes", request.volumeIds(), () -> volumes.describe(request));
  }

  @Override
  public CreateVolumeResponse createVolume(CreateVolumeRequest request) {
    return world.call("ec2:CreateVolume", List.of(), () -> volumes.create(request));
  }

  @Override
  public DeleteVolumeResponse deleteVolume(DeleteVolumeRequest request) {
    return world.call(
        "ec2:DeleteVolume", World.named(request.volumeId()), () -> volumes.delete(request));
  }

  @Override
  public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
    return world.call(
        "ec2:TerminateInstances",
        request.instanceIds(),
        Map.of("aws:ResourceTag/" + Machine.FLEET_TAG, machines.fleetsOf(request.instanceIds())),
        () -> machines.terminate(request));
  }
}
