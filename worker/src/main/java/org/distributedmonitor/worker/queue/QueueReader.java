package org.distributedmonitor.worker.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads a queue: its counts, and what does not change in its life. */
public final class QueueReader {

  /** Beside the three counts, what tells this queue from another and where its failures go. */
  private static final List<QueueAttributeName> WANTED =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          QueueAttributeName.CREATED_TIMESTAMP,
          QueueAttributeName.QUEUE_ARN,
          QueueAttributeName.REDRIVE_POLICY,
          QueueAttributeName.VISIBILITY_TIMEOUT);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;

  public QueueReader(Clock clock) {
    this.clock = clock;
  }

  /** What one look found. */
  public record Look(QueueFacts facts, QueueReading reading) {}

  /**
   * One look at the queue; empty when there is none of that name.
   *
   * @param known its facts if it was ever found: then its URL is not asked for again
   */
  Optional<Look> look(SqsClient sqs, String name, QueueFacts known) {
    Optional<String> url = known == null ? urlOf(sqs, name) : Optional.of(known.url());
    return url.flatMap(found -> read(sqs, found));
  }

  /** The URL of the queue called exactly so. */
  Optional<String> urlOf(SqsClient sqs, String name) {
    return Gone.QUEUE
        .or(() -> sqs.getQueueUrl(b -> b.queueName(name)))
        .map(answer -> answer.queueUrl());
  }

  private Optional<Look> read(SqsClient sqs, String url) {
    return Gone.QUEUE
        .or(() -> sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(WANTED)))
        .map(answer -> lookOf(url, answer.attributes()));
  }

  private Look lookOf(String url, Map<QueueAttributeName, String> found) {
    QueueFacts facts =
        new QueueFacts(
            url,
            found.get(QueueAttributeName.QUEUE_ARN),
            Instant.ofEpochSecond(number(found, QueueAttributeName.CREATED_TIMESTAMP)),
            deadLetterArn(found.get(QueueAttributeName.REDRIVE_POLICY)),
            Duration.ofSeconds(number(found, QueueAttributeName.VISIBILITY_TIMEOUT)),
            maxReceives(found.get(QueueAttributeName.REDRIVE_POLICY)));
    QueueReading reading =
        new QueueReading(
            clock.instant(),
            number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
            number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
            number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    return new Look(facts, reading);
  }

  /**
   * A count that is missing is not zero: an answer without it is no reading. SQS writes whole
   * numbers; one with a fraction, as other services that speak its language write, is cut.
   */
  private static long number(Map<QueueAttributeName, String> found, QueueAttributeName name) {
    String value = found.get(name);
    if (value == null) {
      throw AwsFailures.unavailable(
          GetQueueAttributesRequest.class, "SQS answered without " + name + ".");
    }
    return new BigDecimal(value).longValue();
  }

  static String deadLetterArn(String redrivePolicy) {
    return redrive(redrivePolicy, "deadLetterTargetArn").asText("");
  }

  /** How often a job is taken before it goes to the dead letters; 0 when nothing says so. */
  static int maxReceives(String redrivePolicy) {
    return redrive(redrivePolicy, "maxReceiveCount").asInt(0);
  }

  private static JsonNode redrive(String policy, String field) {
    try {
      return JSON.readTree(policy == null ? "" : policy).path(field);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
