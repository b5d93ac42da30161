package org.distributedmonitor.worker.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** Finds spot fleet requests. */
public final class Fleets {

  private static final int PAGE = 1000;

  private Fleets() {}

  /** Each fleet as it is found, in the order asked for; one that EC2 does not know says so. */
  public static List<FleetSighting> find(Ec2Client ec2, Run run, List<String> fleetIds) {
    if (fleetIds.isEmpty()) {
      return List.of();
    }
    Map<String, FleetSighting> found = new HashMap<>();
    for (SpotFleetRequestConfig fleet : described(ec2, fleetIds)) {
      found.put(fleet.spotFleetRequestId(), FleetReader.sighting(run, fleet));
    }
    return fleetIds.stream().map(id -> found.getOrDefault(id, FleetSighting.notFound(id))).toList();
  }

  /** The fleet, and whose it is as far as a machine of it can tell. */
  public static FleetSighting withOwner(Ec2Client ec2, Run run, String fleetId) {
    return FleetOwners.ask(ec2, run, find(ec2, run, List.of(fleetId)).get(0));
  }

  /**
   * Every fleet of the account and region that EC2 still knows, whosever it is.
   *
   * @return empty when EC2 fails at one that it is just forgetting
   */
  static Optional<List<SpotFleetRequestConfig>> all(Ec2Client ec2) {
    return Gone.FLEET.or(() -> raw(ec2, null));
  }

  /** EC2 refuses a whole request for one unknown id, so then each is asked for alone. */
  private static List<SpotFleetRequestConfig> described(Ec2Client ec2, List<String> ids) {
    Optional<List<SpotFleetRequestConfig>> all = Gone.FLEET.or(() -> raw(ec2, ids));
    if (all.isPresent() || ids.size() == 1) {
      return all.orElse(List.of());
    }
    List<SpotFleetRequestConfig> each = new ArrayList<>();
    for (String id : ids) {
      each.addAll(described(ec2, List.of(id)));
    }
    return each;
  }

  private static List<SpotFleetRequestConfig> raw(Ec2Client ec2, List<String> ids) {
    return ec2
        .describeSpotFleetRequestsPaginator(
            b -> {
              if (ids == null) {
                b.maxResults(PAGE);
              } else {
                b.spotFleetRequestIds(ids);
              }
            })
        .spotFleetRequestConfigs()
        .stream()
        .toList();
  }
}
