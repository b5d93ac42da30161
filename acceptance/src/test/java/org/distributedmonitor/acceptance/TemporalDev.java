package org.distributedmonitor.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A real Temporal server, started as a user starts it: with {@code bin/temporal-dev}. */
public final class TemporalDev {
  /** The first start on a machine without Temporal builds it. */
  private static final Duration TO_BUILD = Duration.ofMinutes(15);

  private static final Duration TO_START = Duration.ofSeconds(90);

  private final Processes processes;
  private final int port = Repository.freePort();
  private final int uiPort = Repository.freePort();
  private final Path database;
  private RunningProcess process;

  private TemporalDev(Processes processes) {
    this.processes = processes;
    this.database = processes.directory().resolve("temporal-" + port + ".db");
  }

  /** The {@code temporal} command, built if there is none. */
  static String command(Processes processes) {
    RunningProcess prepare =
        processes.start(
            "temporal-prepare", Map.of(), Repository.script("temporal-dev"), "--prepare");
    int prepared = prepare.exitCode(TO_BUILD);
    if (prepared != 0) {
      throw new AssertionError("bin/temporal-dev --prepare ended with " + prepared);
    }
    return prepare.stdout().strip();
  }

  public static TemporalDev start(Processes processes) {
    command(processes);
    TemporalDev server = new TemporalDev(processes);
    server.startAgain();
    return server;
  }

  /** Starts the server again, on the same ports and the same file. */
  public void startAgain() {
    process =
        processes.start(
            "temporal-dev",
            Map.of(),
            Repository.script("temporal-dev"),
            "--port",
            Integer.toString(port),
            "--ui-port",
            Integer.toString(uiPort),
            "--db-filename",
            database.toString());
    process.waitFor("^Runs are kept in", TO_START);
  }

  /**
   * What a process needs to find this server, and nothing of the connection settings of the person
   * who runs the tests. A file that is not there, because the SDK stumbles over an empty one.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_ADDRESS", address());
    environment.put("TEMPORAL_CONFIG_FILE", database.resolveSibling("none.toml").toString());
    environment.put("TEMPORAL_NAMESPACE", null);
    environment.put("TEMPORAL_PROFILE", null);
    environment.put("TEMPORAL_API_KEY", null);
    return environment;
  }

  public int port() {
    return port;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public String webUi() {
    return "http://127.0.0.1:" + uiPort;
  }

  public RunningProcess process() {
    return process;
  }
}
