package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * How often a run is looked at and how long it must be empty before it is cleaned up.
 *
 * @param pollInterval between two readings of the queue while jobs remain
 * @param scaleDownInterval between two looks at the fleet
 * @param alarmSweepInterval between two sweeps of dead machines' alarms
 * @param cheapestAfter how long a fleet has been known before cheapest mode lowers it
 * @param guardAfter how old a machine without name and alarm gets before it is guarded; zero is off
 * @param confirmEmpty how long every reading must be zero before clean-up
 * @param confirmEmptyAtStart the same, when this monitor has never seen a job
 * @param unsafe for trying things out: confirmations may be short, and fixed waits are left out
 * @param retryInterval how long what is blocked and costs nothing waits to be tried again; an hour
 *     but where time is run through quickly
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timing(
    Duration pollInterval,
    Duration scaleDownInterval,
    Duration alarmSweepInterval,
    Duration cheapestAfter,
    Duration guardAfter,
    Duration confirmEmpty,
    Duration confirmEmptyAtStart,
    boolean unsafe,
    Duration retryInterval) {

  /** A confirmation shorter than this is refused unless the timing is declared unsafe. */
  public static final Duration SHORTEST_SAFE_CONFIRMATION = Duration.ofSeconds(60);

  /** How often the queue is read while it looks empty, at most. */
  private static final Duration CONFIRMING_POLL = Duration.ofSeconds(15);

  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BEFORE_EXPORT = Duration.ofMinutes(2);

  public Timing {
    pollInterval = orElse(pollInterval, Duration.ofSeconds(60));
    scaleDownInterval = orElse(scaleDownInterval, Duration.ofMinutes(10));
    alarmSweepInterval = orElse(alarmSweepInterval, Duration.ofHours(1));
    cheapestAfter = orElse(cheapestAfter, Duration.ofMinutes(15));
    guardAfter = orElse(guardAfter, Duration.ofMinutes(20));
    confirmEmpty = orElse(confirmEmpty, Duration.ofMinutes(2));
    confirmEmptyAtStart = orElse(confirmEmptyAtStart, Duration.ofMinutes(10));
    retryInterval = orElse(retryInterval, HOUR);
  }

  /** What is blocked is tried again each hour. */
  public Timing(
      Duration pollInterval,
      Duration scaleDownInterval,
      Duration alarmSweepInterval,
      Duration cheapestAfter,
      Duration guardAfter,
      Duration confirmEmpty,
      Duration confirmEmptyAtStart,
      boolean unsafe) {
    this(
        pollInterval,
        scaleDownInterval,
        alarmSweepInterval,
        cheapestAfter,
        guardAfter,
        confirmEmpty,
        confirmEmptyAtStart,
        unsafe,
        null);
  }

  /**
   * A span of real time as it is where time is run through quickly: then an hour is as long as the
   * interval of tries. Where tries are rarer, AWS is no slower for it.
   */
  public Duration scaled(Duration real) {
    return retryInterval.compareTo(HOUR) >= 0
        ? real
        : Duration.ofMillis(real.toMillis() * retryInterval.toMillis() / HOUR.toMillis());
  }

  /** The same of a patience with a worker, whose calls take their time all the same. */
  public Duration patience(Duration real) {
    Duration scaled = scaled(real);
    Duration least = real.compareTo(SHORTEST_PATIENCE) < 0 ? real : SHORTEST_PATIENCE;
    return scaled.compareTo(least) < 0 ? least : scaled;
  }

  /** The same, with what is blocked tried again so often. */
  public Timing retryingEvery(Duration interval) {
    return new Timing(
        pollInterval,
        scaleDownInterval,
        alarmSweepInterval,
        cheapestAfter,
        guardAfter,
        confirmEmpty,
        confirmEmptyAtStart,
        unsafe,
        interval);
  }

  /** What a run gets when nobody says otherwise. */
  public static Timing standard() {
    return new Timing(null, null, null, null, null, null, null, false);
  }

  public boolean guards() {
    return !guardAfter.isZero();
  }

  /** How often the queue is read while emptiness is being confirmed. */
  public Duration confirmingPollInterval() {
    return pollInterval.compareTo(CONFIRMING_POLL) < 0 ? pollInterval : CONFIRMING_POLL;
  }

  /** How long after the last machine the logs are given to arrive before they are exported. */
  public Duration beforeExport() {
    return unsafe ? Duration.ZERO : BEFORE_EXPORT;
  }

  private static Duration orElse(Duration given, Duration standard) {
    return given == null ? standard : given;
  }
}
