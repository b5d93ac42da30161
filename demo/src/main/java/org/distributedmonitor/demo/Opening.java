package org.distributedmonitor.demo;

import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.starter.text.Tint;

/** What the viewer has to know before it begins. */
final class Opening {

  private Opening() {}

  static void tell(Teller teller, RunSpec run, Neighbour neighbour) {
    teller.headline(Tint.BOLD, "Distributed-Monitor watches a run of Distributed-CellProfiler");
    teller.page("\n");
    teller.line(
        "The run "
            + run.app()
            + ": "
            + Counted.of(run.jobs(), "job")
            + " in a queue, a fleet of "
            + Counted.of(run.machines(), "spot machine")
            + ". In the same account, a colleague's run with nearly the same name: "
            + neighbour.app()
            + ".");
    teller.line(
        "The monitor is the real one, on a Temporal server of its own. AWS is simulated, and the"
            + " hours pass in seconds. Each line begins with the run's clock.");
    teller.page("\n");
  }
}
