package org.distributedmonitor.worker.queue;

import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead-letter queue that a queue's redrive policy names; other runs may share it. */
final class DeadLetters {

  private static final QueueAttributeName COUNT = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  private final Map<String, String> urls = new ConcurrentHashMap<>();

  /** How many messages wait there; -1 when that cannot be read. It is no reason to fail. */
  long count(SqsClient sqs, String arn) {
    if (arn.isEmpty()) {
      return -1;
    }
    try {
      String url = urls.computeIfAbsent(arn, unknown -> url(sqs, unknown).orElse(null));
      return url == null ? -1 : waiting(sqs, url);
    } catch (ApplicationFailure unreadable) {
      return -1;
    }
  }

  /** Its URL; empty when it does not exist. */
  static Optional<String> url(SqsClient sqs, String arn) {
    return Arn.tryFromString(arn)
        .flatMap(
            queue ->
                Gone.QUEUE.or(
                    () ->
                        sqs.getQueueUrl(
                            b ->
                                b.queueName(queue.resourceAsString())
                                    .queueOwnerAWSAccountId(queue.accountId().orElse("")))))
        .map(answer -> answer.queueUrl());
  }

  /** How many messages wait there; -1 when SQS does not say. */
  static long waiting(SqsClient sqs, String url) {
    String value =
        sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(COUNT)).attributes().get(COUNT);
    return value == null ? -1 : Long.parseLong(value);
  }
}
