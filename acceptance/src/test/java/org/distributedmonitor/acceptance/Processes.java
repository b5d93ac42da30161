package org.distributedmonitor.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The processes of one test class, each with its output in files.
 *
 * <p>Closing ends all of them, with their children and in reverse order, however the test went; an
 * ending JVM does the same.
 */
public final class Processes implements AutoCloseable {
  private static final Duration TIME_TO_END = Duration.ofSeconds(20);

  private final Path directory;
  private final List<RunningProcess> started = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> timesStarted = new TreeMap<>();
  private final Thread atExit = new Thread(this::killAll);

  private Processes(Path directory) {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  public static Processes of(Class<?> test) {
    return new Processes(Repository.targetDirectory(test));
  }

  /** For one of several that a test class has at the same time. */
  public static Processes of(Class<?> test, String part) {
    return new Processes(Repository.targetDirectory(test, part));
  }

  public Path directory() {
    return directory;
  }

  /** Starts the command; the environment is added to the one of this JVM, null removes a name. */
  public synchronized RunningProcess start(
      String name, Map<String, String> environment, String... command) {
    int times = timesStarted.merge(name, 1, Integer::sum);
    String file = times == 1 ? name : name + "-" + times;
    Path out = directory.resolve(file + ".out");
    Path err = directory.resolve(file + ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(Repository.root().toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    environment.forEach(
        (key, value) -> {
          if (value == null) {
            builder.environment().remove(key);
          } else {
            builder.environment().put(key, value);
          }
        });
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
      RunningProcess process = new RunningProcess(file, builder.start(), out, err);
      started.add(0, process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + String.join(" ", command), e);
    }
  }

  @Override
  public void close() {
    started.forEach(RunningProcess::terminate);
    started.forEach(process -> process.endWithin(TIME_TO_END));
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void killAll() {
    started.forEach(RunningProcess::kill);
  }
}
