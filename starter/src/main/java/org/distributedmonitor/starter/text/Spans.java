package org.distributedmonitor.starter.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants and durations in words, as seen from now and here. */
public record Spans(Instant now, ZoneId zone) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** The local time, with the day when it is another one. */
  public String at(Instant instant) {
    ZonedDateTime there = instant.atZone(zone);
    boolean today = there.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return there.format(today ? TIME : DAY_AND_TIME);
  }

  public String ago(Instant instant) {
    return words(Duration.between(instant, now)) + " ago";
  }

  boolean longerAgo(Duration span, Instant instant) {
    return instant.plus(span).isBefore(now);
  }

  public String until(Instant instant) {
    return instant.isAfter(now) ? "in " + words(Duration.between(now, instant)) : "due now";
  }

  public String since(Instant instant) {
    return "for " + words(Duration.between(instant, now));
  }

  /** At most two units: nobody plans by the seconds of a day. */
  public static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    return minutes < 24 * 60
        ? two(minutes / 60, "h", minutes % 60, "min")
        : two(minutes / (24 * 60), "d", minutes / 60 % 24, "h");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
