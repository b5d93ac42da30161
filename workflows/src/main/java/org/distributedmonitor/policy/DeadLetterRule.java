package org.distributedmonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;

/**
 * What it means that messages came to the dead-letter queue between two sightings of the queue.
 *
 * <p>SQS moves a job there when it has been taken too often. That is how jobs that fail end, but
 * also how jobs end that take longer than the visibility timeout: they come back to the queue while
 * a machine still works on them, another machine takes them, and after the last time the queue
 * reads empty though machines work. Counts cannot prove which it was; they can rule the second out.
 */
public final class DeadLetterRule {

  /** Counts lag by a minute and more, so a letter may show this long after the queue was empty. */
  private static final Duration LAG = Duration.ofMinutes(3);

  private DeadLetterRule() {}

  /**
   * How many messages came that may be this run's. The dead-letter queue is often shared, but a
   * queue that holds nothing sends nothing there.
   */
  public static long grown(QueueSighting before, QueueSighting now) {
    boolean more = before.deadLetters() >= 0 && now.deadLetters() > before.deadLetters();
    return more && heldJobs(before, now) ? now.deadLetters() - before.deadLetters() : 0;
  }

  /**
   * Whether this is sooner than timeouts can bring a job there: each time it is taken, the timeout
   * has to pass. Then the jobs fail.
   *
   * @param inProcessSince when the first job can have been taken
   */
  public static boolean tooSoonForTimeouts(QueueSighting now, Instant inProcessSince) {
    QueueFacts facts = now.facts();
    if (facts == null || facts.visibilityTimeout() == null || inProcessSince == null) {
      return true;
    }
    Duration soonest = facts.visibilityTimeout().multipliedBy(Math.max(1, facts.maxReceives()));
    return now.at().isBefore(inProcessSince.plus(soonest));
  }

  /**
   * Whether machines were at work on these jobs, as far as counts can tell: fewer are in process
   * than were, and at least half of the jobs that left the queue went to the dead letters.
   */
  public static boolean leftWhileInProcess(QueueSighting before, QueueSighting now) {
    QueueReading was = before.newest();
    if (was == null) {
      return false;
    }
    QueueReading is = now.newest();
    long left = was.remaining() - (is == null ? 0 : is.remaining());
    long inProcess = is == null ? 0 : is.inFlight();
    long most =
        between(before, now).stream()
            .mapToLong(QueueReading::inFlight)
            .reduce(was.inFlight(), Math::max);
    return inProcess < most && left > 0 && 2 * grown(before, now) >= left;
  }

  private static boolean heldJobs(QueueSighting before, QueueSighting now) {
    boolean first = before.newest() != null && before.newest().remaining() > 0;
    boolean later = between(before, now).stream().anyMatch(it -> it.remaining() > 0);
    return first || later || now.heldFor().compareTo(LAG) < 0;
  }

  private static List<QueueReading> between(QueueSighting before, QueueSighting now) {
    return now.readings().stream()
        .filter(reading -> before.at() == null || reading.at().isAfter(before.at()))
        .toList();
  }
}
