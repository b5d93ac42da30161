package org.distributedmonitor.starter;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code starter}: starts monitors, asks them, and gives them orders. */
public final class Main {

  private static final String LOGGING = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    System.setProperty(LOGGING, System.getProperty(LOGGING, "starter-logback.xml"));
    // gRPC's own log; a connection that breaks is told by the command, in words.
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
    CommandLine line = commands(around);
    line.setOut(new PrintWriter(around.out(), true));
    line.setErr(new PrintWriter(around.err(), true));
    int exitCode = line.execute(args);
    around.out().flush();
    around.err().flush();
    return exitCode;
  }

  static CommandLine commands(Surroundings around) {
    CommandLine line = new CommandLine(new RootCommand(around));
    Map<String, Callable<Integer>> commands = RootCommand.commands(around);
    commands.forEach(line::addSubcommand);
    line.getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().usageMessage().sortOptions(false));
    line.registerConverter(Duration.class, new Durations());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> misused(e, around));
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, around));
    CommandLine.Help.Ansi ansi = CommandLine.Help.Ansi.valueOf(around.color());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    return line;
  }

  private static int misused(ParameterException e, Surroundings around) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String said = e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    around.err().println("starter: " + said + " (see " + command.qualifiedName() + " --help)");
    return Trouble.USAGE;
  }

  private static int failed(Exception e, Surroundings around) {
    if (e instanceof Trouble trouble) {
      around.err().println("starter: " + trouble.getMessage());
      return trouble.exitCode();
    }
    around.err().println("starter: this should not have happened: " + e);
    return Trouble.FAILED;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
