package org.distributedmonitor.worker.run;

import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.LateFleets;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.OtherFleets;
import org.distributedmonitor.worker.fleet.FleetSearch;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Looks for fleets of a frozen run that nobody knew of when it was frozen. */
final class LateSearch {

  private LateSearch() {}

  /** What waiting may cure is thrown, to look again; what is refused is the closing look's. */
  static LateFleets of(Ec2Client ec2, CleanupOrder order) {
    FleetSearch.Found found = others(ec2, order);
    if (found.unasked() != null && !found.unasked().isNonRetryable()) {
      throw found.unasked();
    }
    return new LateFleets(found.naming().stream().filter(it -> isLate(order, it)).toList());
  }

  /** A newer run of the same name has fleets that name it, too: those are known or born later. */
  static FleetSearch.Found others(Ec2Client ec2, CleanupOrder order) {
    return FleetSearch.others(
        ec2,
        order.run(),
        fleet ->
            !order.frozen().everyFleetId().contains(fleet.fleetId())
                && !order.newerFleetIds().contains(fleet.fleetId())
                && !order.frozen().bornLater(fleet.createdAt()));
  }

  /** Whether a fleet that names the run is to be cancelled with it, and not only to be named. */
  static boolean isLate(CleanupOrder order, FleetSighting fleet) {
    return OtherFleets.isOurs(fleet) && order.frozen().bornBefore(fleet.createdAt());
  }
}
