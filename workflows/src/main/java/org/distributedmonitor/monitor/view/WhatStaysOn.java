package org.distributedmonitor.monitor.view;

import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.run.Words;

/** What a person has to know of a run whose monitor has ended. */
public final class WhatStaysOn {

  private WhatStaysOn() {}

  /** In one sentence, with what to type. */
  public static String sentence(RunState state) {
    long machines = count(state, Leftover.Kind.MACHINE);
    long fleets = count(state, Leftover.Kind.FLEET);
    if (machines == 0 && fleets == 0) {
      return state.left().all().isEmpty()
          ? "The monitor has ended; nothing of the run was seen to be left."
          : "The monitor has ended; no machine of the run is on, and what else is left is listed"
              + " below. `starter start --file FILE --again` removes it.";
    }
    String what =
        machines > 0
            ? Words.count(machines, "machine") + (machines == 1 ? " is on" : " are on")
            : Words.count(fleets, "spot fleet")
                + (fleets == 1 ? " may launch machines" : " may launch machines");
    return "The monitor has ended, and "
        + what
        + ": `starter start --file FILE` watches on, and then `starter finish --app "
        + state.run().app()
        + "` cleans up.";
  }

  private static long count(RunState state, Leftover.Kind kind) {
    return state.left().stream()
        .filter(left -> left.kind() == kind && !left.settling())
        .mapToLong(Leftover::count)
        .sum();
  }
}
