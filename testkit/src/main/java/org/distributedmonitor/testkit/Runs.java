package org.distributedmonitor.testkit;

import java.time.Instant;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;

/** Simulated runs as their monitors know them. */
public final class Runs {

  private Runs() {}

  /** The run as its monitor file says. */
  public static Run of(SimulatedRun simulated) {
    RunSpec spec = simulated.spec();
    return new Run(
        spec.app(),
        spec.cluster(),
        spec.queue(),
        spec.bucket(),
        spec.logGroup(),
        Instant.ofEpochMilli(simulated.startedAtMillis()),
        spec.cleanDashboard(),
        "");
  }
}
