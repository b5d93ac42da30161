package org.distributedmonitor.worker.queue;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead-letter queue that a queue's redrive policy names; other runs may share it. */
final class DeadLetters {

  private static final QueueAttributeName COUNT = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  private DeadLetters() {}

  /** How many messages wait there; -1 when that cannot be read. It is no reason to fail. */
  static long count(SqsClient sqs, String arn) {
    if (arn.isEmpty()) {
      return -1;
    }
    try {
      return url(sqs, arn).map(url -> count(sqs, url, COUNT)).orElse(-1L);
    } catch (ApplicationFailure unreadable) {
      return -1;
    }
  }

  /** Its URL; empty when it does not exist. */
  static Optional<String> url(SqsClient sqs, String arn) {
    // arn:aws:sqs:<region>:<account>:<name>
    String[] parts = arn.split(":", 6);
    if (parts.length < 6) {
      return Optional.empty();
    }
    return AwsFailures.unlessGone(
            "sqs:GetQueueUrl",
            Gone.QUEUE,
            () -> sqs.getQueueUrl(b -> b.queueName(parts[5]).queueOwnerAWSAccountId(parts[4])))
        .map(answer -> answer.queueUrl());
  }

  private static long count(SqsClient sqs, String url, QueueAttributeName name) {
    String value =
        AwsFailures.call(
                "sqs:GetQueueAttributes",
                () -> sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(name)))
            .attributes()
            .get(name);
    return value == null ? -1 : Long.parseLong(value);
  }
}
