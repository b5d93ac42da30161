package org.distributedmonitor.demo;

import java.util.List;
import java.util.regex.Pattern;

/** What of a run is still on, by a dump of the region and not by the monitor's own word. */
final class WhatIsLeft {

  /** All that a clean-up removes. Ended machines and fleets stay listed for a while in AWS. */
  private static final Pattern ON =
      Pattern.compile(
          "queue .*"
              + "|fleet \\S+ (submitted|active|modifying|cancelled_running|cancelled_terminating) .*"
              + "|machine \\S+ (pending|running|shutting-down)\\b.*"
              + "|service \\S+ \\S+ (ACTIVE|DRAINING) .*"
              + "|task-definition .*Status=ACTIVE.*"
              + "|alarm .*"
              + "|dashboard .*");

  private WhatIsLeft() {}

  static Finding check(String dump) {
    List<String> left = dump.lines().filter(line -> ON.matcher(line).matches()).toList();
    return new Finding(
        left.isEmpty(),
        left.isEmpty()
            ? "Nothing of the run is on: no machine, fleet, queue, service, task definition, alarm"
                + " or dashboard."
            : "Still on: " + String.join("; ", left));
  }
}
