package org.distributedmonitor.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Starts with short intervals, so that days of a run take a minute. */
public final class Quick {
  private static final List<String> TIMING =
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

  /** {@code start --file F} with short intervals, and more options. */
  public static String[] start(Path file, String... more) {
    return Stream.of(List.of("start", "--file", file.toString()), TIMING, List.of(more))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
