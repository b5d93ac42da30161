package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the watch knows of the queue: the newest situation, how long it has held, and the readings
 * of the last minutes. It is the watch's heartbeat and its result.
 *
 * @param situation what the newest successful look said
 * @param since the first look of the unbroken row of looks that said so
 * @param looks how many looks there were in that row
 * @param at the newest successful look; null before the first
 * @param readings the readings of the last minutes, oldest first
 * @param facts the queue's facts; null while it was never found
 * @param deadLetters messages in the dead-letter queue, of all runs that share it; -1 if unknown
 * @param failures looks that have failed since the newest successful one
 * @param trouble why the newest look failed, a sentence; empty when it did not
 * @param refused whether the trouble is one that waiting does not cure
 * @param triedAt the newest look, whether or not it brought a reading; null before the first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueSighting(
    QueueSituation situation,
    Instant since,
    int looks,
    Instant at,
    List<QueueReading> readings,
    QueueFacts facts,
    long deadLetters,
    int failures,
    String trouble,
    boolean refused,
    Instant triedAt) {

  /** Readings older than this are forgotten, but for the last few. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** So many are kept however old they are, for runs that are read seldom. */
  private static final int FEWEST_KEPT = 4;

  /** Never more readings than this are kept, however short the interval. */
  private static final int MOST_KEPT = 40;

  /** Looks further apart than this do not belong to one unbroken row. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(3);

  /** So many failed looks in a row are worth telling. */
  private static final int FAILURES_WORTH_TELLING = 3;

  public QueueSighting {
    readings = readings == null ? List.of() : List.copyOf(readings);
    trouble = trouble == null ? "" : trouble;
    triedAt = triedAt == null ? at : triedAt;
  }

  /** One whose newest look was its newest successful one. */
  public QueueSighting(
      QueueSituation situation,
      Instant since,
      int looks,
      Instant at,
      List<QueueReading> readings,
      QueueFacts facts,
      long deadLetters,
      int failures,
      String trouble,
      boolean refused) {
    this(situation, since, looks, at, readings, facts, deadLetters, failures, trouble, refused, at);
  }

  /** Nothing is known yet. */
  public static QueueSighting none() {
    return new QueueSighting(null, null, 0, null, List.of(), null, -1, 0, "", false);
  }

  /** After a look that found the queue. */
  public QueueSighting read(QueueReading reading, QueueFacts found) {
    List<QueueReading> kept = new ArrayList<>(readings);
    kept.add(reading);
    while (kept.size() > FEWEST_KEPT && kept.get(0).at().isBefore(reading.at().minus(KEPT))) {
      kept.remove(0);
    }
    List<QueueReading> newest = kept.subList(Math.max(0, kept.size() - MOST_KEPT), kept.size());
    return looked(QueueSituation.of(reading), reading.at(), newest, found);
  }

  /** After a look that found no queue of that name. */
  public QueueSighting missing(Instant now) {
    return looked(QueueSituation.MISSING, now, List.of(), facts);
  }

  /** After a look that failed: no reading, so what was known before stands. */
  public QueueSighting failed(String why, boolean refusal, Instant when) {
    return new QueueSighting(
        situation == null ? QueueSituation.UNREADABLE : situation,
        since,
        looks,
        at,
        readings,
        facts,
        deadLetters,
        failures + 1,
        why,
        refusal,
        when);
  }

  /** With the number of messages in the dead-letter queue. */
  public QueueSighting withDeadLetters(long count) {
    return new QueueSighting(
        situation, since, looks, at, readings, facts, count, failures, trouble, refused, triedAt);
  }

  /** The newest reading, or null when there is none in the last minutes. */
  public QueueReading newest() {
    return readings.isEmpty() ? null : readings.get(readings.size() - 1);
  }

  /** Whether looks fail in a way that people should know of. */
  public boolean troubled() {
    return !trouble.isEmpty() && (refused || failures >= FAILURES_WORTH_TELLING);
  }

  /** Whether no look has told yet whether there is such a queue. */
  public boolean unread() {
    return facts == null && situation != QueueSituation.MISSING;
  }

  /** For how long, and as of the newest look, the situation has held. */
  public Duration heldFor() {
    return since == null || at == null ? Duration.ZERO : Duration.between(since, at);
  }

  private QueueSighting looked(
      QueueSituation now, Instant when, List<QueueReading> kept, QueueFacts found) {
    boolean goesOn =
        now == situation
            && at != null
            && Duration.between(at, when).compareTo(LONGEST_GAP) <= 0
            && sameQueue(found);
    return new QueueSighting(
        now,
        goesOn ? since : when,
        goesOn ? looks + 1 : 1,
        when,
        kept,
        found,
        deadLetters,
        0,
        "",
        false);
  }

  private boolean sameQueue(QueueFacts found) {
    return facts == null
        || found == null
        || facts.createdAt() == null
        || facts.createdAt().equals(found.createdAt());
  }

  /**
   * What it says, as a sentence.
   *
   * @param queue the queue's name
   */
  public String sentence(String queue) {
    return switch (situation) {
      case JOBS_WAITING, JOBS_IN_PROCESS -> newest().words() + ".";
      case EMPTY -> "The queue reads empty.";
      case MISSING -> "There is no queue " + queue + ".";
      case UNREADABLE -> "The queue could not be read.";
    };
  }
}
