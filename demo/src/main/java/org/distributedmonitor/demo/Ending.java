package org.distributedmonitor.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.starter.text.Tint;

/** The proof, and what to do next. */
final class Ending {

  private Ending() {}

  /** Looks at the region itself; nothing here is the monitor's word. */
  static List<Finding> check(Stage stage, SimulatedRun simulated, Run run, Telling telling) {
    CallCount calls = CallCount.of(stage.region().calls().all());
    String took = Spans.words(Duration.between(run.startTime(), stage.now()));
    int jobs = simulated.spec().jobs();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            simulated.jobsDone() == jobs,
            simulated.jobsDone() + " of " + jobs + " jobs are done."));
    findings.add(Cost.check(stage.region().happenings(), simulated.fleetId(), telling.lastJob()));
    findings.add(WhatIsLeft.check(stage.region().dump(new NamesOfRun(run))));
    findings.add(new Finding(true, "In " + took + " the monitor made " + calls.told() + "."));
    return findings;
  }

  static void prove(
      Teller teller, List<Finding> ofRun, List<Finding> ofNeighbour, Neighbour neighbour) {
    teller.headline(Tint.BOLD, "The proof, by looking at AWS itself");
    ofRun.forEach(finding -> Findings.tell(teller, finding));
    teller.headline(Tint.BOLD, "The neighbour " + neighbour.app() + ", still at work");
    ofNeighbour.forEach(finding -> Findings.tell(teller, finding));
  }

  static void tell(Teller teller, boolean well, Neighbour neighbour) {
    if (well) {
      teller.headline(
          Tint.GOOD,
          "All is as it should be: the run is cleaned up, and nobody touched "
              + neighbour.app()
              + ".");
    } else {
      teller.headline(
          Tint.BAD,
          "Something is not as it should be: see the verdict, and what is marked NOT OK.");
    }
    teller.headline(Tint.BOLD, "What next");
    teller.item("1", "bin/temporal-dev in one terminal, bin/worker in another", Tint.NONE);
    teller.item("2", "bin/starter start --file APP_NAMESpotFleetRequestId.json --watch", Tint.NONE);
  }
}
