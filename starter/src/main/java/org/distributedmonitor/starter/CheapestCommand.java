package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "cheapest",
    description = "Ask for one machine only; running machines stay until they have no more jobs.")
final class CheapestCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private RunOption run;
  @Mixin private OutputOption output;

  CheapestCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    run.name();
    try (Temporal temporal = Temporal.connect(around.env())) {
      Monitors monitors = new Monitors(temporal);
      Execution running = monitors.running(run, around.command());
      monitors.askForCheapest(running);
      if (output.json()) {
        output.print(
            around,
            OutputOption.MAPPER
                .createObjectNode()
                .put("accepted", true)
                .put("workflowId", running.workflowId()));
      } else {
        around
            .out()
            .println(
                "Asked for cheapest mode: the fleet's target becomes one machine, once the fleet"
                    + " is known for as long as the start said (15 min unless told otherwise)."
                    + " Running machines stay; lost ones are not replaced.");
      }
      return 0;
    }
  }
}
