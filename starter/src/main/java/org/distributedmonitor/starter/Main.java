package org.distributedmonitor.starter;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code starter}: starts monitors, asks them, and gives them orders. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // What a person can act on is told by the command itself; the libraries' noise is not.
    System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(run(args, System.getenv(), stream(FileDescriptor.out), stream(FileDescriptor.err)));
  }

  /** Runs one command in this process and says how it went: see the exit codes in the help. */
  public static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
    return run(args, new Surroundings(env, System.in, out, err));
  }

  static int run(
      String[] args, Map<String, String> env, InputStream in, PrintStream out, PrintStream err) {
    return run(args, new Surroundings(env, in, out, err));
  }

  private static int run(String[] args, Surroundings around) {
    CommandLine line = commands(around, args);
    line.setOut(new PrintWriter(around.out(), true));
    line.setErr(new PrintWriter(around.err(), true));
    int exitCode = line.execute(args);
    around.out().flush();
    around.err().flush();
    return exitCode;
  }

  private static CommandLine commands(Surroundings around, String[] args) {
    CommandLine line = new CommandLine(new RootCommand(around));
    var commands = RootCommand.commands();
    boolean named = args.length > 0 && commands.containsKey(args[0]);
    if (named && !args[0].equals(RootCommand.COMPLETION)) {
      // To look through all commands would take longer than anything else here.
      commands.keySet().retainAll(Set.of(args[0]));
    }
    commands.forEach((name, command) -> line.addSubcommand(name, command.apply(around)));
    line.getSubcommands().values().forEach(Main::complete);
    line.registerConverter(Duration.class, new Durations());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, given) -> misused(e, around));
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, around));
    CommandLine.Help.Ansi ansi = CommandLine.Help.Ansi.valueOf(around.color());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    return line;
  }

  private static void complete(CommandLine command) {
    command.getCommandSpec().usageMessage().sortOptions(false);
    if (command.getCommand() instanceof AutoMonitorCommand group) {
      group.commands().forEach(command::addSubcommand);
      command.getSubcommands().values().forEach(Main::complete);
    }
  }

  private static int misused(ParameterException e, Surroundings around) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    boolean noCommand = command.root() == command && e instanceof UnmatchedArgumentException;
    String said =
        noCommand ? "there is no such command" : e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    around.err().println("starter: " + said + " (see " + command.qualifiedName() + " --help)");
    return Trouble.USAGE;
  }

  private static int failed(Exception e, Surroundings around) {
    if (e instanceof Trouble trouble) {
      around.err().println("starter: " + trouble.getMessage());
      return trouble.exitCode();
    }
    if (e instanceof TemporalTrouble trouble) {
      return failed(Trouble.of(trouble), around);
    }
    around.err().println("starter: this should not have happened: " + e);
    return Trouble.FAILED;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
