package org.distributedmonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterRuleTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final QueueFacts FACTS =
      new QueueFacts("url", "arn", BEGIN, "dead", Duration.ofMinutes(5), 3);

  @ParameterizedTest(name = "{0} jobs, {1} letters; {2} min later {3} jobs, {4} letters: {5}")
  @CsvSource({
    "9, 2, 5, 4, 6, 4",
    "9, 2, 5, 0, 6, 4",
    "9, 2, 5, 4, 2, 0",
    // Somebody emptied the dead-letter queue.
    "9, 2, 5, 4, 0, 0",
    // It could not be read before, or cannot be now.
    "9, -1, 5, 4, 6, 0",
    "9, 2, 5, 4, -1, 0",
    // An empty queue sends nothing there; but what it sent before may show late.
    "0, 2, 2, 0, 6, 4",
    "0, 2, 3, 0, 6, 0",
    "0, 2, 9, 0, 6, 0",
  })
  void countsWhatMayHaveComeFromThisQueue(
      long jobs, long letters, long minutes, long jobsLater, long lettersLater, long grown) {
    QueueSighting before = sighting(QueueSighting.none(), 0, jobs, 0, letters);
    QueueSighting between = jobs == 0 ? every(before, minutes) : before;

    QueueSighting now = sighting(between, minutes, jobsLater, 0, lettersLater);

    assertThat(DeadLetterRule.grown(before, now)).isEqualTo(grown);
  }

  @ParameterizedTest(name = "{0} min after the first job was taken: {1}")
  @CsvSource({"14, true", "15, false", "60, false"})
  void timeoutsTakeAsLongAsTheyAre(long minutes, boolean tooSoon) {
    QueueSighting now = sighting(QueueSighting.none(), minutes, 0, 0, 1);

    assertThat(DeadLetterRule.tooSoonForTimeouts(now, BEGIN)).isEqualTo(tooSoon);
    assertThat(DeadLetterRule.tooSoonForTimeouts(now, null)).isTrue();
  }

  @ParameterizedTest(name = "{0}+{1} jobs, then {2}+{3}, and {4} letters: {5}")
  @CsvSource({
    "0, 6, 0, 0, 6, true",
    "0, 6, 0, 0, 3, true",
    // Most were finished.
    "0, 6, 0, 0, 2, false",
    "90, 6, 10, 6, 8, false",
    // As many are in process as before.
    "6, 6, 0, 6, 6, false",
    // Nothing left the queue.
    "0, 6, 6, 0, 4, false",
    "6, 0, 0, 0, 6, false",
  })
  void saysWhetherMachinesWereAtWork(
      long waiting,
      long inProcess,
      long waitingLater,
      long inProcessLater,
      long letters,
      boolean atWork) {
    QueueSighting before = sighting(QueueSighting.none(), 0, waiting, inProcess, 0);

    QueueSighting now = sighting(before, 1, waitingLater, inProcessLater, letters);

    assertThat(DeadLetterRule.leftWhileInProcess(before, now)).isEqualTo(atWork);
  }

  @Test
  void readingsBetweenTwoReportsCountToo() {
    QueueSighting before = sighting(QueueSighting.none(), 0, 6, 0, 0);
    QueueSighting taken = sighting(before, 1, 0, 6, 0);

    QueueSighting now = sighting(taken, 2, 0, 0, 6);

    assertThat(DeadLetterRule.leftWhileInProcess(before, now)).isTrue();
  }

  /** Empty looks each minute, so that they make one unbroken row. */
  private static QueueSighting every(QueueSighting from, long minutes) {
    QueueSighting sighting = from;
    for (int minute = 1; minute < minutes; minute++) {
      sighting = sighting(sighting, minute, 0, 0, from.deadLetters());
    }
    return sighting;
  }

  private static QueueSighting sighting(
      QueueSighting before, long minute, long waiting, long inProcess, long letters) {
    Instant at = BEGIN.plus(Duration.ofMinutes(minute));
    return before.read(new QueueReading(at, waiting, inProcess, 0), FACTS).withDeadLetters(letters);
  }
}
