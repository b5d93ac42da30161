package org.distributedmonitor.starter;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, or ISO-8601. */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern SHORT =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

  /** Longer than any run; beyond it an instant could leave what Temporal can write down. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  /** A shorter one is written in hours: 25h and not 1d1h. */
  private static final Duration IN_DAYS = Duration.ofDays(2);

  @Override
  public Duration convert(String text) {
    Duration duration = parse(text.strip());
    if (duration == null || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; wanted one such as 90s, 10m, 1h30m or PT10M");
    }
    return duration;
  }

  private static Duration parse(String text) {
    Matcher parts = SHORT.matcher(text);
    if (!text.isEmpty() && parts.matches()) {
      return Duration.ofDays(part(parts, 1))
          .plusHours(part(parts, 2))
          .plusMinutes(part(parts, 3))
          .plusSeconds(part(parts, 4));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  /** The way people write it, which is read back as the same; days from the second on. */
  static String write(Duration duration) {
    if (duration.toNanosPart() > 0 || duration.isZero()) {
      return duration.isZero() ? "0s" : duration.toString();
    }
    long days = duration.compareTo(IN_DAYS) < 0 ? 0 : duration.toDays();
    return part(days, "d")
        + part(duration.minusDays(days).toHours(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s");
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
