package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachines;

/**
 * Remembers which fleets and machines somebody protects by a tag, and tells people: such a thing
 * costs money when the run is over.
 */
public final class Protection {

  /** As many machines of a fleet are told of one by one. */
  private static final int TOLD_BY_ID = 10;

  private static final String OF_ONE =
      ": it stays on when its fleet is cancelled, and costs money when the run is over, too,"
          + " unless an alarm of its own ends it.";

  private Protection() {}

  /** A fleet was seen again. */
  public static FleetRecord seen(RunState state, FleetSighting sighting, Instant now) {
    FleetRecord before = state.fleets().get(sighting.fleetId());
    FleetRecord fleet = before.seen(sighting);
    state.fleets().replace(fleet);
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
  public static void seen(RunState state, List<ProtectedMachines> machines, Instant now) {
    List<ProtectedMachines> before = state.fleets().protectedMachines();
    state.fleets().setProtectedMachines(machines);
    Set<String> manyBefore = fleetsOfMany(before);
    Set<String> many = fleetsOfMany(machines);
    both(manyBefore, many)
        .forEach(id -> tellOfMany(state, now, id, manyBefore.contains(id), many.contains(id)));
    Set<String> namedBefore = toldById(before);
    Set<String> named = toldById(machines);
    for (String id : both(namedBefore, named)) {
      boolean nowOneOfMany = !named.contains(id) && many.contains(fleetOf(before, id));
      if (nowOneOfMany) {
        state.journal().withdraw(warning(machine(id), OF_ONE));
      } else {
        tell(state, now, machine(id), OF_ONE, namedBefore.contains(id), named.contains(id));
      }
    }
  }

  /** The fleets that have more such machines than anybody wants to be told one by one. */
  private static Set<String> fleetsOfMany(List<ProtectedMachines> machines) {
    return machines.stream()
        .filter(each -> each.count() > TOLD_BY_ID || !each.allNamed())
        .map(ProtectedMachines::fleetId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> toldById(List<ProtectedMachines> machines) {
    Set<String> many = fleetsOfMany(machines);
    return machines.stream()
        .filter(each -> !many.contains(each.fleetId()))
        .flatMap(each -> each.names().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> both(Set<String> before, Set<String> after) {
    Set<String> both = new LinkedHashSet<>(before);
    both.addAll(after);
    return both;
  }

  private static String fleetOf(List<ProtectedMachines> machines, String id) {
    return machines.stream()
        .filter(each -> each.names().contains(id))
        .map(ProtectedMachines::fleetId)
        .findFirst()
        .orElse("");
  }

  private static String machine(String id) {
    return "The machine " + id;
  }

  private static void tellOfMany(
      RunState state, Instant now, String fleetId, boolean before, boolean after) {
    String warning =
        "Many machines of the fleet "
            + fleetId
            + " are protected by their tag distributed-monitor:protect: they stay on when the"
            + " fleet is cancelled, and cost money when the run is over, too, unless alarms of"
            + " their own end them.";
    if (after) {
      state.journal().warn(warning);
    } else if (before) {
      state.journal().withdraw(warning);
      state
          .journal()
          .note(now, "Fewer machines of the fleet " + fleetId + " are protected by their tag now.");
    }
  }

  private static void tell(
      RunState state, Instant now, String what, String then, boolean before, boolean after) {
    if (before == after) {
      return;
    }
    String warning = warning(what, then);
    if (after) {
      state.journal().warn(warning);
    } else {
      state.journal().withdraw(warning);
      state.journal().note(now, what + " is protected by its tag no more, or has ended.");
    }
  }

  private static String warning(String what, String then) {
    return what + " is protected by its tag distributed-monitor:protect" + then;
  }
}
