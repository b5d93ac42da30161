package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.OtherFleets;

/**
 * Takes fleets in that nobody has handed over: each {@code startCluster} overwrites the monitor
 * file, so that an older fleet is in no file any more, and a newer one in none that was read.
 */
public final class Adoption {

  private Adoption() {}

  /**
   * Takes in what a look at the account's fleets has found while the run is watched. Where a newer
   * run of the same name is watched by another monitor, they are that one's to find.
   *
   * @return whether there is a new one
   */
  public static boolean take(RunState state, OtherFleets others, Instant now) {
    if (!others.seen() || state.assignment().hasSuccessor()) {
      return false;
    }
    int before = state.fleets().all().size();
    for (FleetSighting fleet : others.ours()) {
      if (!state.fleets().knows(fleet.fleetId())) {
        adopt(state, fleet, now);
        state
            .journal()
            .note(
                now, "Found another fleet of the run, " + fleet.fleetId() + "; it is watched too.");
        state.preflight().askAgain(now);
      }
    }
    state
        .fleets()
        .setStrangers(others.strangers().stream().filter(id -> !state.fleets().knows(id)).toList());
    return state.fleets().all().size() > before;
  }

  /**
   * Takes in fleets that were started before the run was frozen and that nobody knew of then.
   *
   * @return whether there is one to cancel
   */
  public static boolean takeLate(RunState state, List<FleetSighting> late, Instant now) {
    boolean toCancel = false;
    for (FleetSighting fleet : late) {
      String id = fleet.fleetId();
      if (state.assignment().newerFleetIds().contains(id) || state.fleets().knows(id)) {
        continue;
      }
      adopt(state, fleet, now);
      state.cleanup().refine(frozen -> frozen.withFleet(fleet));
      state
          .journal()
          .note(
              now,
              "Found another fleet of the run, "
                  + id
                  + (fleet.protectedByTag()
                      ? "; it stays, as its tag protects it."
                      : ", started before the clean-up began; it is cancelled too."));
      toCancel |= !fleet.protectedByTag();
    }
    return toCancel;
  }

  private static void adopt(RunState state, FleetSighting fleet, Instant now) {
    state.fleets().add(FleetRecord.found(fleet.protectedAs(false), now));
    // Whether it is protected by a tag is told as of any other fleet.
    Protection.seen(state, fleet, now);
  }
}
