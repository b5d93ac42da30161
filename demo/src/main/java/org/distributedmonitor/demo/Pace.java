package org.distributedmonitor.demo;

import java.time.Duration;

/** How fast the story is told: as fast as one reads, but never longer than its time. */
final class Pace {

  /** The whole demo is to take under a minute on a slow machine; the rest is work. */
  private static final Duration LONGEST = Duration.ofSeconds(42);

  private static final int MILLIS_PER_LINE = 120;
  private static final int MILLIS_PER_LETTER = 4;
  private static final int LONGEST_MILLIS = 1_500;

  private final long end;

  private Pace(Duration longest) {
    end = System.nanoTime() + longest.toNanos();
  }

  static Pace readable() {
    return new Pace(LONGEST);
  }

  static Pace none() {
    return new Pace(Duration.ZERO);
  }

  /** Leaves the viewer the time to read this. */
  void read(String sentence) {
    if (System.nanoTime() < end) {
      long wanted = MILLIS_PER_LINE + (long) MILLIS_PER_LETTER * sentence.length();
      rest(Duration.ofMillis(Math.min(wanted, LONGEST_MILLIS)));
    }
  }

  /** Lets real time pass. */
  static void rest(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
