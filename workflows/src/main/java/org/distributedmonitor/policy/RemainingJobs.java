package org.distributedmonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.run.Timing;

/**
 * How many jobs remain, as far as it is safe to scale down to.
 *
 * <p>The counts of SQS can read far too low for a minute. The largest of the last three minutes
 * does not, provided that it is taken over more than one such minute.
 */
public final class RemainingJobs {

  private static final Duration WINDOW = Duration.ofMinutes(3);
  private static final int FEWEST_READINGS = 3;

  /** What the readings must span: more than the minute for which counts are known to be wrong. */
  private static final Duration SPAN = Duration.ofSeconds(90);

  private RemainingJobs() {}

  /**
   * The largest number of remaining jobs read in the last three minutes.
   *
   * @return empty when there are too few readings, when they are too close together, or too old
   */
  public static OptionalLong largest(List<QueueReading> readings, Instant now, Timing timing) {
    if (readings.isEmpty()) {
      return OptionalLong.empty();
    }
    Instant newest = readings.get(readings.size() - 1).at();
    Duration twoPolls = timing.pollInterval().multipliedBy(2);
    if (Duration.between(newest, now).compareTo(longer(twoPolls, SPAN)) > 0) {
      return OptionalLong.empty();
    }
    Instant from = newest.minus(longer(WINDOW, timing.pollInterval().multipliedBy(3)));
    List<QueueReading> window =
        readings.stream().filter(reading -> !reading.at().isBefore(from)).toList();
    Duration span = Duration.between(window.get(0).at(), newest);
    if (window.size() < FEWEST_READINGS || (!timing.unsafe() && span.compareTo(SPAN) < 0)) {
      return OptionalLong.empty();
    }
    return window.stream().mapToLong(QueueReading::remaining).max();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
