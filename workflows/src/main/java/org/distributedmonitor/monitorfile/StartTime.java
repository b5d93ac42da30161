package org.distributedmonitor.monitorfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** MONITOR_START_TIME: milliseconds since 1970, of which there are 13 digits until 2286. */
final class StartTime {

  private static final Pattern MILLISECONDS = Pattern.compile("[1-9][0-9]{12}");
  private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{9})(?:\\.([0-9]{0,9}))?");
  private static final Pattern FINER = Pattern.compile("([1-9][0-9]{12})(?:[0-9]{3}|[0-9]{6})");

  private static final String WANTED = "milliseconds since 1970, 13 digits";

  private static final List<Function<String, Instant>> DATES =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

  private StartTime() {}

  static Optional<Instant> read(JsonNode value) {
    boolean written = value != null && (value.isTextual() || value.isIntegralNumber());
    return written && MILLISECONDS.matcher(value.asText()).matches()
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(value.asText())))
        : Optional.empty();
  }

  /** Says which form the value has instead, and what it would be in the right one. */
  static Fault fault(String key, JsonNode value) {
    String found = Quoted.value(value);
    if (value == null || !(value.isTextual() || value.isNumber())) {
      return new Fault(key, found, WANTED);
    }
    String text = (value.isTextual() ? value.textValue() : value.toString()).strip();
    var seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      String fraction = seconds.group(2) == null ? "" : seconds.group(2);
      return told(key, found, "seconds", seconds.group(1) + (fraction + "000").substring(0, 3));
    }
    var finer = FINER.matcher(text);
    if (finer.matches()) {
      String unit = text.length() == 16 ? "microseconds" : "nanoseconds";
      return told(key, found, unit, finer.group(1));
    }
    return date(text)
        .map(at -> told(key, found, "a date", String.valueOf(at.toEpochMilli())))
        .orElseGet(() -> new Fault(key, found, WANTED));
  }

  private static Fault told(String key, String found, String form, String right) {
    return new Fault(key, found + ", which is " + form, WANTED + ": \"" + right + "\"");
  }

  private static Optional<Instant> date(String text) {
    String iso = text.replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2}) ", "$1T");
    for (Function<String, Instant> form : DATES) {
      try {
        return Optional.of(form.apply(iso));
      } catch (DateTimeException e) {
        // Not this form; the next may fit.
        continue;
      }
    }
    return Optional.empty();
  }
}
