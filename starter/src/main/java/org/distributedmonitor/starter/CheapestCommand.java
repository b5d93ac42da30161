package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
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
      Execution running = run.running(monitors, around.command());
      monitors.askForCheapest(running);
      output.print(
          around,
          () ->
              OutputOption.MAPPER
                  .createObjectNode()
                  .put("accepted", true)
                  .put("workflowId", running.workflowId()),
          () ->
              "Asked for cheapest mode: the fleet's target becomes one machine, once the fleet"
                  + " is known for as long as the start said (15 min unless told otherwise)."
                  + " Running machines stay; lost ones are not replaced.\n");
      return 0;
    }
  }
}
