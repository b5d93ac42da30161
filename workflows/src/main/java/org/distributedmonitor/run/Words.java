package org.distributedmonitor.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How counts, times and durations are said to people. */
public final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** One job, two jobs. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** An instant to the minute, in UTC. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A duration as people say it, such as {@code 1 h 30 min}. */
  public static String duration(Duration duration) {
    long seconds = duration.getSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds % 60 == 0
          ? seconds / 60 + " min"
          : seconds / 60 + " min " + seconds % 60 + " s";
    }
    long minutes = seconds / 60 % 60;
    return minutes == 0 ? seconds / 3600 + " h" : seconds / 3600 + " h " + minutes + " min";
  }
}
