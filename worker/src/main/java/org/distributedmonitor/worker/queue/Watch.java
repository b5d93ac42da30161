package org.distributedmonitor.worker.queue;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.worker.aws.SoftFailures;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One attempt of the watch: a look, and then either something to report or a soft failure that has
 * the server run the next attempt after the interval. What is known goes from attempt to attempt in
 * the heartbeat.
 */
final class Watch {

  /**
   * The server does not wait more finely than this, so a shorter remainder is not worth a round.
   */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final QueueReader reader;
  private final Clock clock;
  private final DeadLetters deadLetters = new DeadLetters();

  Watch(QueueReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  QueueSighting attempt(SqsClient sqs, QueueWatch order, ActivityExecutionContext context) {
    Optional<QueueSighting> heartbeat = context.getHeartbeatDetails(QueueSighting.class);
    QueueSighting previous = heartbeat.orElse(order.known());
    // A worker may have died between its look and its report.
    if (heartbeat.isPresent() && recent(previous, order) && order.wants(previous)) {
      return previous;
    }
    if (recent(previous, order)) {
      // Who lists monitors sees how old the newest reading is by the heartbeat alone.
      context.heartbeat(previous);
      throw again(order, previous, remainder(previous, order));
    }
    try {
      QueueSighting next = look(sqs, order, previous);
      context.heartbeat(next);
      if (!order.wants(next)) {
        throw again(order, next, order.interval());
      }
      return next.facts() == null || order.isMereFlap(next)
          ? next
          : next.withDeadLetters(deadLetters.count(sqs, next.facts().deadLetterArn()));
    } catch (ApplicationFailure failure) {
      if (FailureType.STILL_WATCHING.name().equals(failure.getType())) {
        throw failure;
      }
      return afterFailure(order, previous, failure, context);
    }
  }

  /** One look on top of what is known; a failure is thrown as it is. */
  QueueSighting look(SqsClient sqs, QueueWatch order, QueueSighting previous) {
    return reader
        .look(sqs, order.run().queue(), previous.facts())
        .map(found -> previous.read(found.reading(), found.facts()))
        .orElseGet(() -> previous.missing(clock.instant()));
  }

  /** A look that failed is no reading: it is told, and the watch goes on. */
  private QueueSighting afterFailure(
      QueueWatch order,
      QueueSighting previous,
      ApplicationFailure failure,
      ActivityExecutionContext context) {
    QueueSighting next =
        previous.failed(failure.getOriginalMessage(), failure.isNonRetryable(), clock.instant());
    context.heartbeat(next);
    if (order.wants(next)) {
      return next;
    }
    boolean throttled = FailureType.THROTTLED.name().equals(failure.getType());
    throw again(order, next, throttled ? order.interval().multipliedBy(2) : order.interval());
  }

  private boolean recent(QueueSighting previous, QueueWatch order) {
    return previous.at() != null
        && previous.failures() == 0
        && remainder(previous, order).compareTo(SHORTEST_WAIT) > 0;
  }

  private Duration remainder(QueueSighting previous, QueueWatch order) {
    Instant due = previous.at().plus(order.interval());
    return Duration.between(clock.instant(), due);
  }

  private static ApplicationFailure again(QueueWatch order, QueueSighting seen, Duration in) {
    return SoftFailures.stillWatching(Sentences.of(order.run().queue(), seen), in);
  }
}
