package org.distributedmonitor.policy;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.fleet.Ownership;

/** To which targets cheapest mode lowers fleets: one machine in all. */
public final class CheapestPolicy {

  private CheapestPolicy() {}

  /**
   * The targets to set, in units. The first fleet that launches machines keeps one, unless another
   * has it; a fleet that cannot or may not be lowered has machines anyway, and then nobody else
   * needs one. No fleet goes below its on-demand part.
   */
  public static List<Lowering> lowerings(List<FleetSighting> fleets, boolean anotherHasTheMachine) {
    List<FleetSighting> launching =
        fleets.stream()
            .filter(fleet -> fleet.condition().launches())
            .filter(fleet -> fleet.ownership() != Ownership.ANOTHER_RUNS)
            .toList();
    boolean taken =
        anotherHasTheMachine || launching.stream().anyMatch(CheapestPolicy::keepsMachines);
    List<Lowering> lowerings = new ArrayList<>();
    for (FleetSighting fleet : launching) {
      int machine = taken ? 0 : ScaleDownPolicy.units(fleet, 1);
      int target = Math.max(machine, fleet.onDemandTarget());
      taken = taken || fleet.target() > 0;
      if (fleet.lowerable() && target < fleet.target()) {
        lowerings.add(new Lowering(fleet.fleetId(), fleet.target(), target));
      }
    }
    return lowerings;
  }

  private static boolean keepsMachines(FleetSighting fleet) {
    return !fleet.maintain() || (fleet.protectedByTag() && fleet.target() > 0);
  }
}
