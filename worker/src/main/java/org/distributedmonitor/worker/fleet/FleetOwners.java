package org.distributedmonitor.worker.fleet;

import java.util.Optional;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.machine.Machines;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/**
 * Finds out whose a fleet is from one of its machines, where the fleet's description does not say.
 * Whether EC2 shows launch user data in DescribeSpotFleetRequests is not established, and a launch
 * template keeps its own elsewhere; a machine's user data is what the fleet launched it with.
 */
public final class FleetOwners {

  private FleetOwners() {}

  /**
   * The fleet with its owner, if that was not known yet. One that has no machine stays unasked.
   *
   * @return the sighting as it was, when its description told whose it is
   */
  public static FleetSighting ask(Ec2Client ec2, Run run, FleetSighting fleet) {
    if (fleet.ownership() != Ownership.UNASKED) {
      return fleet;
    }
    return Machines.oneOfFleet(ec2, fleet.fleetId())
        .flatMap(machine -> userData(ec2, machine))
        .map(userData -> FleetReader.owned(run, fleet, UserData.runsNamedIn(userData)))
        .orElse(fleet);
  }

  /**
   * The user data that a machine was launched with; blank when it has none.
   *
   * @return empty when the machine has gone since it was listed
   */
  static Optional<String> userData(Ec2Client ec2, String machine) {
    return Gone.MACHINE
        .or(
            () ->
                ec2.describeInstanceAttribute(
                    b -> b.instanceId(machine).attribute(InstanceAttributeName.USER_DATA)))
        .map(FleetOwners::value);
  }

  private static String value(DescribeInstanceAttributeResponse answer) {
    AttributeValue userData = answer.userData();
    return userData == null || userData.value() == null ? "" : userData.value();
  }
}
