package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;

/** Sets the targets of fleets. Running machines always stay: they end by their alarm when idle. */
final class FleetLowering {

  private FleetLowering() {}

  /** Lowers each fleet that can be; what is done is in the list, what is refused a problem. */
  static List<Lowering> apply(Ec2Client ec2, List<Lowering> wanted, Problems problems) {
    List<Lowering> done = new ArrayList<>();
    for (Lowering lowering : wanted) {
      if (problems.attempt(false, () -> lower(ec2, lowering))) {
        done.add(lowering);
      }
    }
    return done;
  }

  /** The fleets with the targets they have now. */
  static List<FleetSighting> after(List<FleetSighting> fleets, List<Lowering> done) {
    return fleets.stream().map(fleet -> after(fleet, done)).toList();
  }

  /** False when the fleet is gone or being changed by somebody: it is not lowered this time. */
  private static boolean lower(Ec2Client ec2, Lowering lowering) {
    try {
      ec2.modifySpotFleetRequest(
          b ->
              b.spotFleetRequestId(lowering.fleetId())
                  .targetCapacity(lowering.to())
                  .excessCapacityTerminationPolicy(ExcessCapacityTerminationPolicy.NO_TERMINATION));
      return true;
    } catch (ApplicationFailure failure) {
      if (Gone.FLEET.said(failure)
          || AwsFailures.code(failure).equals("FleetNotInModifiableState")) {
        return false;
      }
      throw failure;
    }
  }

  private static FleetSighting after(FleetSighting fleet, List<Lowering> done) {
    int target =
        done.stream()
            .filter(lowering -> lowering.fleetId().equals(fleet.fleetId()))
            .findFirst()
            .map(Lowering::to)
            .orElse(fleet.target());
    return fleet.targeted(target);
  }
}
