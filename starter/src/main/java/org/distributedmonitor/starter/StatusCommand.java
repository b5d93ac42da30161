package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.monitors.Monitors;
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
      View view = View.of(monitors, run.newest(monitors, around.command()));
      output.print(around, () -> view.json(around, temporal), () -> view.text(around));
      view.trouble(monitors).ifPresent(TemporalTrouble::raise);
      return 0;
    }
  }
}
