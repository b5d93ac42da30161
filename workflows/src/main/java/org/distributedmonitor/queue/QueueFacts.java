package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;

/**
 * What does not change in a queue's life.
 *
 * @param createdAt tells this queue from a newer one of the same name
 * @param deadLetterArn where failed jobs go, or empty
 * @param visibilityTimeout how long a taken job stays taken
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueFacts(
    String url, String arn, Instant createdAt, String deadLetterArn, Duration visibilityTimeout) {

  public QueueFacts {
    deadLetterArn = deadLetterArn == null ? "" : deadLetterArn;
  }
}
