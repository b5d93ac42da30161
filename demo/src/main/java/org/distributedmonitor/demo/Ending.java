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
  static List<Finding> check(
      Stage stage, SimulatedRun simulated, Run run, AwsNews aws, Neighbour neighbour) {
    CallCount calls = CallCount.of(stage.region().calls().all());
    String took = Spans.words(Duration.between(Stage.BEGIN, stage.now()));
    List<Finding> findings = new ArrayList<>();
    int jobs = simulated.spec().jobs();
    findings.add(
        new Finding(
            simulated.jobsDone() == jobs,
            "Jobs done: " + simulated.jobsDone() + " of " + jobs + "."));
    findings.add(WhatIsLeft.check(stage.region().dump(new NamesOfRun(run))));
    findings.addAll(neighbour.check());
    findings.add(new Finding(true, "In " + took + " the monitor made " + calls.told() + "."));
    return findings;
  }

  static boolean tell(
      Teller teller, List<Finding> findings, boolean succeeded, Neighbour neighbour) {
    teller.headline(Tint.BOLD, "The proof, by looking at AWS itself");
    findings.forEach(finding -> Findings.tell(teller, finding));
    boolean well = succeeded && findings.stream().allMatch(Finding::well);
    teller.headline(
        well ? Tint.GOOD : Tint.BAD,
        well
            ? "All is as it should be: the run is cleaned up, and "
                + neighbour.app()
                + " noticed nothing."
            : "Something is not as it should be: "
                + (succeeded ? "" : "the verdict, and ")
                + "what"
                + " is marked above.");
    teller.headline(Tint.BOLD, "What next");
    teller.item(
        "", "bin/temporal-dev in one terminal, bin/worker in another: the real thing.", Tint.NONE);
    teller.item("", "bin/starter start --file files/APP_NAMESpotFleetRequestId.json", Tint.NONE);
    return well;
  }
}
