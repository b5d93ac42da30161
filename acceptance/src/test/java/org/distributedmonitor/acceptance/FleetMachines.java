package org.distributedmonitor.acceptance;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Every page of a fleet's machines; the SDK has no paginator for them. */
record FleetMachines(Aws aws) {

  List<String> of(String fleetId) {
    List<String> machines = new ArrayList<>();
    String token = null;
    do {
      DescribeSpotFleetInstancesResponse page =
          aws.ec2()
              .describeSpotFleetInstances(
                  DescribeSpotFleetInstancesRequest.builder()
                      .spotFleetRequestId(fleetId)
                      .nextToken(token)
                      .build());
      page.activeInstances().forEach(machine -> machines.add(machine.instanceId()));
      token = page.nextToken();
    } while (token != null);
    return List.copyOf(machines);
  }

  /** The states of all machines the fleet ever launched, as EC2 knows them by the fleet's tag. */
  List<String> statesByTag(String fleetId) {
    Filter tag = Filter.builder().name("tag:aws:ec2spot:fleet-request-id").values(fleetId).build();
    DescribeInstancesRequest request = DescribeInstancesRequest.builder().filters(tag).build();
    return aws.ec2().describeInstancesPaginator(request).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(machine -> machine.state().nameAsString())
        .toList();
  }
}
