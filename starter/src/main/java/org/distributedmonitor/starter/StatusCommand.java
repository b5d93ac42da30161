package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Show how a run stands and what comes next.")
final class StatusCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private RunOption run;
  @Mixin private OutputOption output;

  StatusCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    run.name();
    try (Temporal temporal = Temporal.connect(around.env())) {
      Monitors monitors = new Monitors(temporal);
      View view = View.of(monitors, monitors.newest(run, around.command()));
      if (output.json()) {
        output.print(around, view.json(around, temporal));
      } else {
        around.out().print(view.text(around));
      }
      view.trouble(monitors).ifPresent(Trouble::raise);
      return 0;
    }
  }
}
