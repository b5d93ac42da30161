package org.distributedmonitor.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.run.Timing;

/** Starts with short intervals, so that days of a run take a minute. */
public final class Quick {
  static final List<String> TIMING =
      List.of(
          "--poll-interval",
          "1s",
          "--scale-down-interval",
          "5s",
          "--alarm-sweep-interval",
          "8s",
          "--confirm-empty",
          "5s",
          "--confirm-empty-at-start",
          "60s",
          "--unsafe-timing");

  private Quick() {}

  /** The same for monitors that no command starts. */
  static Timing timing() {
    return new Timing(
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(8),
        null,
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        true);
  }

  /** {@code start --file F} with short intervals, and more options. */
  public static String[] start(Path file, String... more) {
    return Stream.of(List.of("start", "--file", file.toString()), TIMING, List.of(more))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
