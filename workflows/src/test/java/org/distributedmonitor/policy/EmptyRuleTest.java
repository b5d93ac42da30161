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
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final QueueFacts FACTS =
      new QueueFacts("url", "arn", BEGIN.minusSeconds(3600), "", Duration.ofMinutes(2), 10);

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

  @ParameterizedTest(name = "job seen {0}, started {1} min before: {2} s")
  @CsvSource({
    "true,  300,  120",
    "true,    5,  120",
    "false, 300,  600",
    "false,  59, 1800",
    "false,  60,  600",
  })
  void asksForLongerWhereEmptyIsLessBelievable(boolean jobSeen, long startedBefore, long seconds) {
    Duration mustHold =
        rule(jobSeen, Duration.ofMinutes(startedBefore), null).mustHold(empty(100, 3));

    assertThat(mustHold).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest(name = "letters grew {0} s after the first empty look: {1} s, put off: {2}")
  @CsvSource({
    "0, 600, true",
    "90, 690, true",
    "-300, 300, true",
    "-479, 121, true",
    "-480, 120, false",
    "-9999, 120, false",
  })
  void waitsTenMinutesAfterTheLastDeadLetter(long grew, long seconds, boolean putOff) {
    EmptyRule rule = rule(true, Duration.ofHours(5), BEGIN.plusSeconds(grew));
    QueueSighting sighting = empty(60, 3);

    assertThat(rule.confirmedAt(sighting)).isEqualTo(BEGIN.plusSeconds(seconds));
    assertThat(rule.putOffByDeadLetters(sighting)).isEqualTo(putOff);
  }

  @Test
  void unsafeTimingWaitsForNoDeadLetter() {
    Timing unsafe = new Timing(null, null, null, null, null, Duration.ofSeconds(5), null, true);
    EmptyRule rule = new EmptyRule(unsafe, true, BEGIN, BEGIN, BEGIN);

    assertThat(rule.confirmedAt(empty(5, 3))).isEqualTo(BEGIN.plusSeconds(5));
  }

  /**
   * Whatever the queue reads, and whenever letters come: nothing is confirmed before two minutes of
   * nothing but zeros, nor before ten minutes without a letter; and it is in the end.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isConfirmedOnlyWhenBothZerosAndLettersHaveSettled(long seed) {
    Random random = new Random(seed);
    Instant lastJob = BEGIN.plusSeconds(random.nextInt(1200));
    Instant lastLetter = BEGIN.plusSeconds(random.nextInt(1800));
    QueueSighting sighting = QueueSighting.none();
    Instant grew = null;
    Instant zerosSince = null;
    Instant confirmed = null;
    Instant at = BEGIN;
    while (confirmed == null && at.isBefore(BEGIN.plusSeconds(7200))) {
      boolean jobs = at.isBefore(lastJob) && random.nextInt(4) > 0;
      zerosSince = jobs ? null : zerosSince == null ? at : zerosSince;
      grew = !at.isAfter(lastLetter) && random.nextInt(3) == 0 ? at : grew;
      sighting = sighting.read(reading(at, 0, jobs ? 3 : 0), FACTS);
      if (rule(true, Duration.ofHours(5), grew).confirmed(sighting, at)) {
        confirmed = at;
      } else {
        at = at.plusMillis(200 + random.nextInt(60_000));
      }
    }

    assertThat(confirmed).isNotNull();
    assertThat(Duration.between(zerosSince, confirmed)).isGreaterThanOrEqualTo(TWO_MINUTES);
    if (grew != null) {
      assertThat(Duration.between(grew, confirmed)).isGreaterThanOrEqualTo(TEN_MINUTES);
    }
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
    QueueSighting sighting =
        empty(600, 9).failed("SQS could not be read.", false, BEGIN.plusSeconds(660));

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
