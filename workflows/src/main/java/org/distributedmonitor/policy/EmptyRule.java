package org.distributedmonitor.policy;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Timing;

/**
 * When an empty queue is believed to be empty.
 *
 * <p>SQS says its counts may lag by a minute and more, and clean-up cannot be undone, so one
 * reading never decides. Distributed-CellProfiler's own monitor acts on a single one.
 *
 * @param timing the run's timing
 * @param jobSeen whether this monitor has ever seen a job in the queue
 * @param startTime when the run's cluster was started
 * @param watchedSince when this monitor began
 * @param deadLettersGrewAt when this run's dead letters were last seen to grow; null if never
 */
public record EmptyRule(
    Timing timing,
    boolean jobSeen,
    Instant startTime,
    Instant watchedSince,
    Instant deadLettersGrewAt) {

  /** AWS's own procedure asks for several readings; fewer than this never confirm anything. */
  public static final int LOOKS = 3;

  /** A run started less than this before its monitor may still be submitting its jobs. */
  private static final Duration FRESH_START = Duration.ofHours(1);

  private static final Duration AFTER_FRESH_START = Duration.ofMinutes(30);

  /**
   * Dead letters may be jobs that time out while machines still work on them, and then the queue
   * reads empty too early: so long after the last of them it is not believed.
   */
  public static final Duration AFTER_DEAD_LETTERS = Duration.ofMinutes(10);

  /** A queue that does not exist counts as empty only after this. */
  private static final Duration MISSING = Duration.ofMinutes(10);

  /** A sighting older than this confirms nothing: look again first. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** How long every look must have found the queue empty, or missing. */
  public Duration mustHold(QueueSighting sighting) {
    if (timing.unsafe()) {
      return jobSeen ? timing.confirmEmpty() : timing.confirmEmptyAtStart();
    }
    if (sighting.situation() == QueueSituation.MISSING) {
      return longer(MISSING, timing.confirmEmpty());
    }
    if (!jobSeen) {
      boolean fresh = Duration.between(startTime, watchedSince).compareTo(FRESH_START) < 0;
      return fresh
          ? longer(AFTER_FRESH_START, timing.confirmEmptyAtStart())
          : timing.confirmEmptyAtStart();
    }
    return timing.confirmEmpty();
  }

  /**
   * When the queue will be confirmed empty if every look until then says so too, and if no more
   * dead letters come.
   */
  public Instant confirmedAt(QueueSighting sighting) {
    Instant held = sighting.since().plus(mustHold(sighting));
    return putOffByDeadLetters(sighting) ? deadLettersGrewAt.plus(AFTER_DEAD_LETTERS) : held;
  }

  /** Whether it is for the dead letters that the confirmation takes longer. */
  public boolean putOffByDeadLetters(QueueSighting sighting) {
    return deadLettersGrewAt != null
        && !timing.unsafe()
        && deadLettersGrewAt
            .plus(AFTER_DEAD_LETTERS)
            .isAfter(sighting.since().plus(mustHold(sighting)));
  }

  /** Whether it is empty, or missing, for long enough, as of a look that is still fresh. */
  public boolean confirmed(QueueSighting sighting, Instant now) {
    return looksEmpty(sighting)
        && sighting.looks() >= LOOKS
        && !sighting.at().isBefore(confirmedAt(sighting))
        && fresh(sighting, now);
  }

  /** Whether the newest look is recent enough to act on. */
  public static boolean fresh(QueueSighting sighting, Instant now) {
    return sighting.at() != null
        && sighting.failures() == 0
        && Duration.between(sighting.at(), now).compareTo(FRESH) <= 0;
  }

  /** Whether nothing is in the queue, as far as the newest look can tell. */
  public static boolean looksEmpty(QueueSighting sighting) {
    return sighting.situation() == QueueSituation.EMPTY
        || sighting.situation() == QueueSituation.MISSING;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
