package org.distributedmonitor.demo;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    version = "Distributed-Monitor 0.1.0",
    description = {
      "Shows in under a minute how a run of Distributed-CellProfiler is watched and cleaned up:"
          + " the real monitor and worker on a Temporal server and a simulated AWS, both in this"
          + " process. Nothing outside of it is touched."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the run was cleaned up, and the neighbouring run is untouched",
      "1:something was not as it should be; the end says what",
      "2:wrong usage"
    },
    optionListHeading = "%nOptions:%n")
final class Main implements Callable<Integer> {

  private static final String LOGGING = "logback.configurationFile";

  /** Many times what it takes, even on a machine with a lot else to do. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final Terminal terminal;
  private final PrintStream out;

  @Option(
      names = "--seed",
      defaultValue = "7",
      paramLabel = "N",
      description = "Another number, another run (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--fast", description = "As fast as it goes, without time to read.")
  private boolean fast;

  private Main(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    endIfItHangs();
    // Whatever is still running in this process need not be waited for.
    Runtime.getRuntime().halt(run(args, System.getenv(), out, System.err));
  }

  /** Nobody should sit before a demo that says nothing more. */
  private static void endIfItHangs() {
    Thread watchdog =
        new Thread(
            () -> {
              Pace.rest(LONGEST);
              System.err.println("demo: it did not come to its end in time; please try again");
              Runtime.getRuntime().halt(1);
            },
            "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
    System.setProperty(LOGGING, System.getProperty(LOGGING, "demo-logback.xml"));
    CommandLine line = new CommandLine(new Main(Terminal.of(env), out));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          err.println("demo: this should not have happened: " + e);
          return 1;
        });
    int exitCode = line.execute(args);
    out.flush();
    return exitCode;
  }

  @Override
  public Integer call() {
    Pace pace = fast ? Pace.none() : Pace.readable();
    try (Stage stage = new Stage(seed)) {
      Teller teller = new Teller(out, terminal.width(), terminal.color(), pace);
      return new Story(stage, teller).tell() ? 0 : 1;
    }
  }
}
