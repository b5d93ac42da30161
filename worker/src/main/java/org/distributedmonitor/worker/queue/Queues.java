package org.distributedmonitor.worker.queue;

import java.time.Clock;
import org.distributedmonitor.queue.QueueFacts;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Finds the very queue that was frozen. */
public final class Queues {

  private Queues() {}

  /** Whether it is there; one of the same name that was made later is another. */
  public static boolean there(SqsClient sqs, QueueFacts frozen) {
    return new QueueReader(Clock.systemUTC())
        .look(sqs, "", frozen)
        .filter(look -> look.facts().createdAt().equals(frozen.createdAt()))
        .isPresent();
  }
}
