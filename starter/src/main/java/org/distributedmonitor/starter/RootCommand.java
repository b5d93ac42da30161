package org.distributedmonitor.starter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "starter",
    description = "Watches runs of Distributed-CellProfiler and cleans them up.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "Distributed-Monitor 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it went well",
      "1:it failed",
      "2:wrong usage, or a fault in the monitor file",
      "3:no such run",
      "4:Temporal cannot be reached, or no worker answers"
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n")
final class RootCommand implements Callable<Integer> {

  private final Surroundings around;

  @Spec private CommandSpec spec;

  RootCommand(Surroundings around) {
    this.around = around;
  }

  static Map<String, Callable<Integer>> commands(Surroundings around) {
    Map<String, Callable<Integer>> commands = new LinkedHashMap<>();
    commands.put("start", new StartCommand(around));
    commands.put("status", new StatusCommand(around));
    commands.put("watch", new WatchCommand(around));
    commands.put("list", new ListCommand(around));
    commands.put("cheapest", new CheapestCommand(around));
    commands.put("hold", new HoldCommand(around));
    commands.put("resume", new ResumeCommand(around));
    commands.put("finish", new FinishCommand(around));
    commands.put("retry", new RetryCommand(around));
    commands.put("stop", new StopCommand(around));
    commands.put("report", new ReportCommand(around));
    commands.put("completion", new CompletionCommand(around));
    return commands;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(around.err());
    return Trouble.USAGE;
  }
}
