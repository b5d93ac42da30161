package org.distributedmonitor.starter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "auto-monitor",
    description =
        "Watch every run whose monitor file startCluster uploads (AUTO_MONITOR = 'True').",
    synopsisSubcommandLabel = "COMMAND")
final class AutoMonitorCommand implements Callable<Integer> {

  private final Surroundings around;

  @Spec private CommandSpec spec;

  AutoMonitorCommand(Surroundings around) {
    this.around = around;
  }

  Map<String, Callable<Integer>> commands() {
    Map<String, Callable<Integer>> commands = new LinkedHashMap<>();
    commands.put("enable", new EnableCommand(around));
    commands.put("disable", new DisableCommand(around));
    commands.put("list", new AutoMonitorListCommand(around));
    return commands;
  }

  /** Says it where nothing else would show that nobody works. */
  static void warnWithoutWorker(Surroundings around, Temporal temporal) {
    if (!temporal.workerSeen(temporal.taskQueue())) {
      around.err().println("warning: " + TemporalTrouble.nothingWatched(temporal.taskQueue()));
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(around.err());
    return Trouble.USAGE;
  }
}
