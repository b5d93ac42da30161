package org.distributedmonitor.worker.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One pass through a dead-letter queue that leaves it as it was: every message is taken for a
 * while, looked at, and given back.
 */
final class DeadLetterPass {

  /** How long a message stays taken, if nobody gives it back, where there are few. */
  private static final Duration SHORTEST = Duration.ofSeconds(60);

  /** The step may last no longer, and SQS has no more messages in flight than are taken in it. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  /** Several times what a receive takes: messages that come back during the pass hide others. */
  private static final Duration PER_BATCH = Duration.ofMillis(500);

  /** SQS asks all its servers only when it may wait, and otherwise forgets some. */
  private static final int WAIT_SECONDS = 1;

  private static final int BATCH = 10;

  /** Batches in a row without a new message after which the pass has been through. */
  private static final int QUIET = 2;

  private final SqsClient sqs;
  private final String url;
  private final Duration taken;
  private final Map<String, Message> seen = new LinkedHashMap<>();

  /**
   * A pass that has not begun.
   *
   * @param messages about how many there are; -1 if unknown
   */
  DeadLetterPass(SqsClient sqs, String url, long messages) {
    this.sqs = sqs;
    this.url = url;
    Duration needed = SHORTEST.plus(PER_BATCH.multipliedBy(messages / BATCH));
    this.taken = messages < 0 || needed.compareTo(LONGEST) > 0 ? LONGEST : needed;
  }

  /** How long a message stays taken if nobody gives it back. */
  Duration taken() {
    return taken;
  }

  /** Takes every message there is; says after each batch how many it has. */
  void takeAll(IntConsumer progress) {
    int quiet = 0;
    while (quiet < QUIET) {
      int before = seen.size();
      List<Message> batch = receive();
      // A message that came round again has a new receipt, which alone can give it back.
      batch.forEach(message -> seen.put(message.messageId(), message));
      progress.accept(seen.size());
      // An empty answer after messages have come round again says as much as two.
      quiet = seen.size() > before ? 0 : quiet + 1;
    }
  }

  /** Those of the messages that failed in this queue since it was made. */
  List<FailedJob> failedIn(QueueFacts queue) {
    List<FailedJob> ours = new ArrayList<>();
    for (Message message : seen.values()) {
      String source = attribute(message, MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
      String sent = attribute(message, MessageSystemAttributeName.SENT_TIMESTAMP);
      Instant sentAt = sent.isEmpty() ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(sent));
      if (source.equals(queue.arn()) && !sentAt.isBefore(queue.createdAt())) {
        ours.add(new FailedJob(message.messageId(), sentAt, message.body()));
      }
    }
    return ours;
  }

  /** Makes every message visible again; those that cannot be come back by themselves. */
  void giveBack() {
    for (List<Message> batch : Pages.pieces(List.copyOf(seen.values()), BATCH)) {
      List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
      for (Message message : batch) {
        entries.add(
            ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0)
                .build());
      }
      sqs.changeMessageVisibilityBatch(b -> b.queueUrl(url).entries(entries));
    }
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            b ->
                b.queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout((int) taken.toSeconds())
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
                        MessageSystemAttributeName.SENT_TIMESTAMP))
        .messages();
  }

  private static String attribute(Message message, MessageSystemAttributeName name) {
    return message.attributes().getOrDefault(name, "");
  }
}
