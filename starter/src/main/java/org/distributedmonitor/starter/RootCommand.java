package org.distributedmonitor.starter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
      "4:Temporal cannot be reached, no worker answers, or it fails on the run"
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n")
final class RootCommand implements Callable<Integer> {

  /** The one command that has to know all the others. */
  static final String COMPLETION = "completion";

  private final Surroundings around;

  @Spec private CommandSpec spec;

  RootCommand(Surroundings around) {
    this.around = around;
  }

  static Map<String, Function<Surroundings, Callable<Integer>>> commands() {
    Map<String, Function<Surroundings, Callable<Integer>>> commands = new LinkedHashMap<>();
    commands.put("start", StartCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("watch", WatchCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("cheapest", CheapestCommand::new);
    commands.put("hold", HoldCommand::new);
    commands.put("resume", ResumeCommand::new);
    commands.put("finish", FinishCommand::new);
    commands.put("retry", RetryCommand::new);
    commands.put("stop", StopCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("auto-monitor", AutoMonitorCommand::new);
    commands.put(COMPLETION, CompletionCommand::new);
    return commands;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(around.err());
    return Trouble.USAGE;
  }
}
