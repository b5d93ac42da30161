package org.distributedmonitor.worker.queue;

import java.time.Clock;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.queue.QueueFacts;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Finds the very queue that is the frozen run's. */
public final class Queues {

  private Queues() {}

  /**
   * What is known of the run's queue: what was frozen or, where nobody could look then, what is
   * found now, unless it was made later. Empty when the run has none.
   */
  public static Optional<QueueFacts> of(SqsClient sqs, CleanupOrder order) {
    FrozenRun frozen = order.frozen();
    return frozen.queue() != null || !order.queueUnread()
        ? Optional.ofNullable(frozen.queue())
        : new QueueReader(Clock.systemUTC())
            .look(sqs, order.run().queue(), null)
            .map(QueueReader.Look::facts)
            .filter(facts -> !frozen.bornLater(facts.createdAt()));
  }

  /** Whether it is there; one of the same name that was made later is another. */
  public static boolean there(SqsClient sqs, QueueFacts frozen) {
    return new QueueReader(Clock.systemUTC())
        .look(sqs, "", frozen)
        .filter(look -> look.facts().createdAt().equals(frozen.createdAt()))
        .isPresent();
  }
}
