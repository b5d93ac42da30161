package org.distributedmonitor.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachine;

/**
 * Remembers which fleets and machines somebody protects by a tag, and tells people: such a thing
 * costs money when the run is over.
 */
final class Protection {

  private Protection() {}

  /** A fleet was seen again. */
  static FleetRecord seen(RunState state, FleetSighting sighting, Instant now) {
    FleetRecord before = state.fleet(sighting.fleetId());
    FleetRecord fleet = before.seen(sighting);
    state.replaceFleet(fleet);
    tell(
        state,
        now,
        "The fleet " + fleet.fleetId(),
        ": it is neither scaled down nor cancelled, and costs money when the run is over, too.",
        before.protectedByTag(),
        fleet.protectedByTag());
    return fleet;
  }

  /** The machines' tags were read again. */
  static void seen(RunState state, List<ProtectedMachine> machines, Instant now) {
    List<ProtectedMachine> before = state.protectedMachines;
    state.protectedMachines = new ArrayList<>(machines);
    before.forEach(machine -> tell(state, now, machine, true, machines.contains(machine)));
    machines.forEach(machine -> tell(state, now, machine, before.contains(machine), true));
  }

  private static void tell(
      RunState state, Instant now, ProtectedMachine machine, boolean before, boolean after) {
    tell(
        state,
        now,
        "The machine " + machine.machineId(),
        ": it stays on when its fleet is cancelled, and costs money when the run is over, too,"
            + " unless an alarm of its own ends it.",
        before,
        after);
  }

  private static void tell(
      RunState state, Instant now, String what, String then, boolean before, boolean after) {
    if (before == after) {
      return;
    }
    String warning = what + " is protected by its tag distributed-monitor:protect" + then;
    if (after) {
      state.journal.warn(warning);
    } else {
      state.journal.warnings.remove(warning);
      state.journal.note(now, what + " is protected by its tag no more, or has ended.");
    }
  }
}
