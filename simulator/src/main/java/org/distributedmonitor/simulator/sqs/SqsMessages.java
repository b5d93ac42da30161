package org.distributedmonitor.simulator.sqs;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.sqs.model.*;

/** What SQS does with messages: at most 10 in a batch or a receive; receipts must be current. */
final class SqsMessages {
  private final World world;

  SqsMessages(World world) {
    this.world = world;
  }

  Map<String, String> attributes(JobQueue queue) {
    QueueCounts real =
        world.faults.countLag().isZero()
            ? queue.counts()
            : queue.countsAt(world.now().minus(world.faults.countLag()));
    QueueCounts counts = world.faults.counts(queue.name, world.now(), real);
    Map<String, String> all = new TreeMap<>(queue.attributes);
    all.put("QueueArn", queue.arn());
    all.put("CreatedTimestamp", Long.toString(queue.createdAt.getEpochSecond()));
    all.put("LastModifiedTimestamp", Long.toString(queue.createdAt.getEpochSecond()));
    all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
    return all;
  }

  SendMessageResponse send(SendMessageRequest request) {
    JobQueue queue = world.queues.byUrl(request.queueUrl());
    JobMessage sent = queue.send(request.messageBody(), delay(queue, request.delaySeconds()));
    return SendMessageResponse.builder()
        .messageId(sent.id)
        .md5OfMessageBody(md5(sent.body))
        .build();
  }

  SendMessageBatchResponse send(SendMessageBatchRequest request) {
    JobQueue queue = world.queues.byUrl(request.queueUrl());
    checkBatch(request.entries().stream().map(SendMessageBatchRequestEntry::id).toList());
    List<SendMessageBatchResultEntry> sent = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : request.entries()) {
      JobMessage message = queue.send(entry.messageBody(), delay(queue, entry.delaySeconds()));
      sent.add(
          SendMessageBatchResultEntry.builder()
              .id(entry.id())
              .messageId(message.id)
              .md5OfMessageBody(md5(message.body))
              .build());
    }
    return SendMessageBatchResponse.builder().successful(sent).build();
  }

  @SuppressWarnings("deprecation") // the older way to ask is still in use
  ReceiveMessageResponse receive(ReceiveMessageRequest request) {
    JobQueue queue = world.queues.byUrl(request.queueUrl());
    int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
    if (most < 1 || most > world.limits().page()) {
      throw world.saying(
          "InvalidParameterValue",
          "Value "
              + most
              + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.");
    }
    int hidden =
        request.visibilityTimeout() == null
            ? queue.seconds("VisibilityTimeout")
            : request.visibilityTimeout();
    List<String> asked = new ArrayList<>(request.messageSystemAttributeNamesAsStrings());
    asked.addAll(request.attributeNamesAsStrings());
    return ReceiveMessageResponse.builder()
        .messages(
            queue.receive(most, hidden).stream().map(message -> told(message, asked)).toList())
        .build();
  }

  private Message told(JobMessage message, List<String> asked) {
    Map<String, String> all = new TreeMap<>();
    all.put("ApproximateReceiveCount", Integer.toString(message.receiveCount));
    all.put("SentTimestamp", Long.toString(message.sentAt.toEpochMilli()));
    all.put(
        "ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceivedAt.toEpochMilli()));
    if (message.deadLetterSourceArn != null) {
      all.put("DeadLetterQueueSourceArn", message.deadLetterSourceArn);
    }
    if (!asked.contains("All")) {
      all.keySet().retainAll(asked);
    }
    return Message.builder()
        .messageId(message.id)
        .receiptHandle(message.receipt)
        .body(message.body)
        .md5OfBody(md5(message.body))
        .attributesWithStrings(all)
        .build();
  }

  DeleteMessageBatchResponse delete(DeleteMessageBatchRequest request) {
    JobQueue queue = world.queues.byUrl(request.queueUrl());
    checkBatch(request.entries().stream().map(DeleteMessageBatchRequestEntry::id).toList());
    List<DeleteMessageBatchResultEntry> deleted = new ArrayList<>();
    for (DeleteMessageBatchRequestEntry entry : request.entries()) {
      queue.delete(entry.receiptHandle());
      deleted.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
    }
    return DeleteMessageBatchResponse.builder().successful(deleted).build();
  }

  ChangeMessageVisibilityResponse change(ChangeMessageVisibilityRequest request) {
    JobQueue queue = world.queues.byUrl(request.queueUrl());
    if (!queue.changeVisibility(request.receiptHandle(), request.visibilityTimeout())) {
      throw world.error("AWS.SimpleQueueService.MessageNotInflight");
    }
    return ChangeMessageVisibilityResponse.builder().build();
  }

  ChangeMessageVisibilityBatchResponse change(ChangeMessageVisibilityBatchRequest request) {
    JobQueue queue = world.queues.byUrl(request.queueUrl());
    checkBatch(
        request.entries().stream().map(ChangeMessageVisibilityBatchRequestEntry::id).toList());
    List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
      boolean undone = world.undone().isPresent();
      if (!undone && queue.changeVisibility(entry.receiptHandle(), entry.visibilityTimeout())) {
        done.add(ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
      } else {
        failed.add(
            BatchResultErrorEntry.builder()
                .id(entry.id())
                .senderFault(true)
                .code(world.part("MessageNotInflight").code())
                .build());
      }
    }
    return ChangeMessageVisibilityBatchResponse.builder().successful(done).failed(failed).build();
  }

  private static int delay(JobQueue queue, Integer asked) {
    return asked == null ? queue.seconds("DelaySeconds") : asked;
  }

  private void checkBatch(List<String> ids) {
    if (ids.isEmpty()) {
      throw world.error("AWS.SimpleQueueService.EmptyBatchRequest");
    }
    if (ids.size() > world.limits().batch()) {
      throw world.error("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", ids.size());
    }
    if (ids.stream().distinct().count() < ids.size()) {
      throw world.error("AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
    }
  }

  private static String md5(String body) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes());
      return String.format("%032x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
