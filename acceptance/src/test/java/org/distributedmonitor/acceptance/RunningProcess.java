package org.distributedmonitor.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One started process: what it said, and the ways to end it. */
public final class RunningProcess {
  private final String name;
  private final Process process;
  private final Path out;
  private final Path err;

  public RunningProcess(String name, Process process, Path out, Path err) {
    this.name = name;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  public String stdout() {
    return read(out);
  }

  public String stderr() {
    return read(err);
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Waits for the first match in either output; a process that ends before it is a failure. */
  public Matcher waitFor(String regex, Duration atMost) {
    Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
    await("'" + regex + "' from " + name)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> match(pattern).isPresent() || !alive());
    return match(pattern)
        .orElseThrow(() -> new AssertionError(name + " ended without '" + regex + "'" + said()));
  }

  public int exitCode(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " has not ended within " + atMost + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + name, e);
    }
  }

  /** As a power cut ends it: SIGKILL for the process and all its children. */
  public void kill() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    exitCode(Duration.ofSeconds(10));
  }

  /** SIGKILL for what the process has started, such as a script's server, and not for itself. */
  public void killChildren() {
    process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for its end, however long that takes. */
  public void awaitEnd() {
    process.onExit().join();
  }

  /** As an operator ends it: SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  public void endWithin(Duration grace) {
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Matcher> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(stdout() + "\n" + stderr());
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  private String said() {
    return "\n--- standard output\n" + stdout() + "\n--- standard error\n" + stderr();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
