package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "watch", description = "Show how a run stands, again and again until it ends.")
final class WatchCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private RunOption run;
  @Mixin private OutputOption output;

  WatchCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    run.name();
    try (Temporal temporal = Temporal.connect(around.env())) {
      Execution newest = run.newest(new Monitors(temporal), around.command());
      return new Watching(around, temporal, output).until(newest.workflowId());
    }
  }
}
