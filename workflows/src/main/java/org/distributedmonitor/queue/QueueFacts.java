package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;

/**
 * What does not change in a queue's life.
 *
 * @param createdAt tells this queue from a newer one of the same name
 * @param deadLetterArn where failed jobs go, or empty
 * @param visibilityTimeout how long a taken job stays taken (DCP: SQS_MESSAGE_VISIBILITY)
 * @param maxReceives how often a job is taken before it goes to the dead letters; 0 if never
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueFacts(
    String url,
    String arn,
    Instant createdAt,
    String deadLetterArn,
    Duration visibilityTimeout,
    int maxReceives) {

  public QueueFacts {
    deadLetterArn = deadLetterArn == null ? "" : deadLetterArn;
  }
}
