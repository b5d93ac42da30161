package org.distributedmonitor.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.fleet.Ownership;

/**
 * To which targets fleets are lowered when fewer jobs remain than machines are asked for. As DCP's
 * {@code downscaleSpotFleet}, but it only ever lowers, counts weighted fleets in machines, and has
 * several fleets share the cut.
 */
public final class ScaleDownPolicy {

  private ScaleDownPolicy() {}

  /**
   * The targets to set, in units; a fleet that stays as it is has none.
   *
   * <p>Fleets that cannot be lowered now keep their machines, and the others make do with what is
   * left of the jobs. No fleet goes below one machine or below its on-demand part.
   */
  public static List<Lowering> lowerings(
      List<FleetSighting> fleets, long jobs, int jobsPerMachine) {
    long wanted = machinesFor(jobs, jobsPerMachine);
    List<FleetSighting> lowerable = new ArrayList<>();
    double fixed = 0;
    double present = 0;
    for (FleetSighting fleet : fleets) {
      if (!fleet.condition().launches() || fleet.ownership() == Ownership.ANOTHER_RUNS) {
        continue;
      }
      if (fleet.lowerable()) {
        lowerable.add(fleet);
        present += machines(fleet);
      } else {
        fixed += machines(fleet);
      }
    }
    double share = Math.max(0, wanted - fixed);
    return present <= share ? List.of() : shared(lowerable, (long) Math.ceil(share), present);
  }

  /** How many machines so many jobs keep busy; one at least. */
  public static long machinesFor(long jobs, int jobsPerMachine) {
    long each = Math.max(1, jobsPerMachine);
    return Math.max(1, (jobs + each - 1) / each);
  }

  /** A target of so many machines, in the fleet's units. */
  public static int units(FleetSighting fleet, long machines) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(machines * fleet.unitsPerMachine()));
  }

  /** In proportion to the present targets; what rounding leaves goes to the largest remainders. */
  private static List<Lowering> shared(List<FleetSighting> fleets, long total, double present) {
    long[] machines = new long[fleets.size()];
    List<Integer> byRemainder = new ArrayList<>();
    double[] remainders = new double[fleets.size()];
    long left = total;
    for (int i = 0; i < machines.length; i++) {
      double exact = total * machines(fleets.get(i)) / present;
      machines[i] = (long) Math.floor(exact);
      remainders[i] = exact - machines[i];
      left -= machines[i];
      byRemainder.add(i);
    }
    byRemainder.sort(Comparator.comparingDouble((Integer i) -> -remainders[i]));
    for (int i = 0; i < left && i < machines.length; i++) {
      machines[byRemainder.get(i)]++;
    }
    List<Lowering> lowerings = new ArrayList<>();
    for (int i = 0; i < machines.length; i++) {
      FleetSighting fleet = fleets.get(i);
      int target = Math.max(units(fleet, Math.max(1, machines[i])), fleet.onDemandTarget());
      if (target < fleet.target()) {
        lowerings.add(new Lowering(fleet.fleetId(), fleet.target(), target));
      }
    }
    return lowerings;
  }

  private static double machines(FleetSighting fleet) {
    return fleet.target() / fleet.unitsPerMachine();
  }
}
