package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemainingJobsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void takesTheLargestOfTheLastThreeMinutes() {
    List<QueueReading> readings =
        List.of(at(240, 99), at(180, 40), at(120, 12), at(60, 30), at(0, 11));

    assertThat(largest(readings)).hasValue(40);
  }

  @Test
  void countsJobsInProcessAndDelayedOnesToo() {
    QueueReading all = new QueueReading(NOW, 3, 4, 5);

    assertThat(largest(List.of(at(120, 1), at(60, 1), all))).hasValue(12);
  }

  @Test
  void doesNotDecideOnTwoReadings() {
    assertThat(largest(List.of(at(60, 12), at(0, 12)))).isEmpty();
  }

  @Test
  void doesNotDecideOnReadingsThatAreCloseTogether() {
    assertThat(largest(List.of(at(60, 12), at(30, 12), at(0, 12)))).isEmpty();
  }

  @Test
  void doesNotDecideOnOldReadings() {
    assertThat(largest(List.of(at(300, 12), at(240, 12), at(180, 12)))).isEmpty();
  }

  @Test
  void decidesForRunsThatAreReadSeldomToo() {
    Timing seldom = new Timing(Duration.ofMinutes(5), null, null, null, null, null, null, false);

    assertThat(RemainingJobs.largest(List.of(at(700, 9), at(400, 8), at(100, 7)), NOW, seldom))
        .hasValue(9);
  }

  /** Counts 90 % too low for a minute, at any moment, never become what is scaled down to. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMinuteOfCountsThatAreTooLowIsNeverBelieved(long seed) {
    Random random = new Random(seed);
    Instant lowFrom = NOW.plusMillis(random.nextInt(600_000));
    Instant lowTo = lowFrom.plusSeconds(60);
    List<QueueReading> readings = new ArrayList<>();
    List<Long> believed = new ArrayList<>();

    Instant at = NOW;
    while (at.isBefore(NOW.plusSeconds(1200))) {
      boolean low = !at.isBefore(lowFrom) && !at.isAfter(lowTo);
      readings.add(new QueueReading(at, low ? 6 : 60, low ? 4 : 40, 0));
      OptionalLong jobs = RemainingJobs.largest(readings, at, Timing.standard());
      jobs.ifPresent(believed::add);
      at = at.plusMillis(100 + random.nextInt(60_000));
    }

    assertThat(believed).isNotEmpty().allMatch(jobs -> jobs == 100);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static OptionalLong largest(List<QueueReading> readings) {
    return RemainingJobs.largest(readings, NOW, Timing.standard());
  }

  private static QueueReading at(long secondsAgo, long visible) {
    return new QueueReading(NOW.minusSeconds(secondsAgo), visible, 0, 0);
  }
}
