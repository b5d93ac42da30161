package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmptyRuleTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final QueueFacts FACTS =
      new QueueFacts("url", "arn", BEGIN.minusSeconds(3600), "", Duration.ofMinutes(2));

  @ParameterizedTest(name = "empty for {0} s in {1} looks, newest {2} s old: {3}")
  @CsvSource({
    "120, 9, 0, true",
    "120, 3, 0, true",
    "120, 2, 0, false",
    "119, 9, 0, false",
    "600, 9, 60, true",
    "600, 9, 61, false",
  })
  void confirmsAnEmptyQueueThatHasHadJobs(long held, int looks, long age, boolean confirmed) {
    QueueSighting sighting = empty(held, looks);

    EmptyRule rule = rule(true, Duration.ofHours(5), null);

    assertThat(rule.confirmed(sighting, sighting.at().plusSeconds(age))).isEqualTo(confirmed);
  }

  @ParameterizedTest(name = "job seen {0}, started {1} min before, letters grew {2} s in: {3} s")
  @CsvSource({
    "true,  300, -1,  120",
    "true,    5, -1,  120",
    "false, 300, -1,  600",
    "false,  59, -1, 1800",
    "false,  60, -1,  600",
    "true,  300,  0,  600",
  })
  void asksForLongerWhereEmptyIsLessBelievable(
      boolean jobSeen, long startedBefore, long lettersGrew, long seconds) {
    Instant grew = lettersGrew < 0 ? null : BEGIN.plusSeconds(lettersGrew);

    Duration mustHold =
        rule(jobSeen, Duration.ofMinutes(startedBefore), grew).mustHold(empty(100, 3));

    assertThat(mustHold).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void believesAMissingQueueOnlyAfterTenMinutes() {
    QueueSighting missing = QueueSighting.none().missing(BEGIN);
    for (int minute = 1; minute <= 10; minute++) {
      missing = missing.missing(BEGIN.plus(Duration.ofMinutes(minute)));
    }

    EmptyRule rule = rule(true, Duration.ofHours(5), null);

    assertThat(rule.confirmed(missing, missing.at())).isTrue();
    assertThat(rule.confirmedAt(missing)).isEqualTo(BEGIN.plus(Duration.ofMinutes(10)));
  }

  @Test
  void neverConfirmsAfterALookThatFailed() {
    QueueSighting sighting = empty(600, 9).failed("SQS could not be read.", false);

    assertThat(rule(true, Duration.ofHours(5), null).confirmed(sighting, sighting.at())).isFalse();
  }

  @Test
  void anOutageBetweenTwoEmptyReadingsBeginsTheConfirmationAnew() {
    QueueSighting before = empty(90, 7);

    QueueSighting after = before.read(reading(before.at().plusSeconds(600), 0, 0), FACTS);

    assertThat(after.looks()).isEqualTo(1);
    assertThat(after.heldFor()).isZero();
  }

  /** The counts may read zero for 110 s at any moment: that must never be confirmed. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void zerosForLessThanTwoMinutesAreNeverConfirmed(long seed) {
    Random random = new Random(seed);
    Instant zerosFrom = BEGIN.plusMillis(random.nextInt(600_000));
    Instant zerosTo = zerosFrom.plusSeconds(110);
    EmptyRule rule = rule(true, Duration.ofHours(5), null);

    QueueSighting sighting = QueueSighting.none();
    List<Instant> confirmations = new ArrayList<>();
    Instant at = BEGIN;
    while (at.isBefore(BEGIN.plusSeconds(1200))) {
      boolean zero = !at.isBefore(zerosFrom) && !at.isAfter(zerosTo);
      sighting = sighting.read(reading(at, zero ? 0 : 5, zero ? 0 : 9), FACTS);
      if (rule.confirmed(sighting, at)) {
        confirmations.add(at);
      }
      at = at.plusMillis(200 + random.nextInt(60_000));
    }

    assertThat(confirmations).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static EmptyRule rule(boolean jobSeen, Duration startedBefore, Instant lettersGrew) {
    return new EmptyRule(
        Timing.standard(), jobSeen, BEGIN.minus(startedBefore), BEGIN, lettersGrew);
  }

  private static QueueSighting empty(long heldSeconds, int looks) {
    QueueSighting sighting = QueueSighting.none();
    for (int look = 0; look < looks; look++) {
      long seconds = looks == 1 ? 0 : heldSeconds * look / (looks - 1);
      sighting = sighting.read(reading(BEGIN.plusSeconds(seconds), 0, 0), FACTS);
    }
    return sighting;
  }

  private static QueueReading reading(Instant at, long visible, long inFlight) {
    return new QueueReading(at, visible, inFlight, 0);
  }
}
