package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ec2.model.ModifySpotFleetRequestResponse;

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
    return AwsFailures.unlessGone(Gone.FLEET, () -> modify(ec2, lowering))
        .flatMap(answer -> answer)
        .isPresent();
  }

  private static Optional<ModifySpotFleetRequestResponse> modify(Ec2Client ec2, Lowering lowering) {
    try {
      return Optional.of(
          ec2.modifySpotFleetRequest(
              b ->
                  b.spotFleetRequestId(lowering.fleetId())
                      .targetCapacity(lowering.to())
                      .excessCapacityTerminationPolicy(
                          ExcessCapacityTerminationPolicy.NO_TERMINATION)));
    } catch (ApplicationFailure failure) {
      if (AwsFailures.code(failure).equals("FleetNotInModifiableState")) {
        return Optional.empty();
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
