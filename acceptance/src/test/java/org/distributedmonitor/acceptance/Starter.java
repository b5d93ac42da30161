package org.distributedmonitor.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** {@code bin/starter}, run as a user runs it; no AWS credentials reach it. */
public final class Starter {
  /** The first call after a build makes the start-up archive. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Processes processes;
  private final Map<String, String> environment;

  public Starter(Processes processes, TemporalDev temporal) {
    this(processes, temporal.environment());
  }

  private Starter(Processes processes, Map<String, String> environment) {
    this.processes = processes;
    this.environment = environment;
  }

  /** A starter that looks for Temporal in a way of its own. */
  public static Starter at(Processes processes, Map<String, String> environment) {
    return new Starter(processes, environment);
  }

  /** Starts a command that goes on by itself, such as {@code watch}. */
  public RunningProcess begin(String... arguments) {
    String[] command =
        Stream.concat(Stream.of(Repository.script("starter")), Stream.of(arguments))
            .toArray(String[]::new);
    return processes.start("starter", environment, command);
  }

  public Outcome run(String... arguments) {
    RunningProcess process = begin(arguments);
    int exitCode = process.exitCode(PATIENCE);
    return new Outcome(exitCode, process.stdout(), process.stderr());
  }

  /** What a finished command left. */
  public record Outcome(int exitCode, String stdout, String stderr) {
    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(stdout);
      } catch (JsonProcessingException e) {
        throw new AssertionError("No JSON: " + this, e);
      }
    }
  }
}
