package org.distributedmonitor.simulator.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.*;

/** SQS. Counts, codes and limits as in AWS's SQS API reference. */
public final class SimulatedSqs implements SqsClient {
  private final World world;
  private final SqsMessages messages;

  public SimulatedSqs(World world) {
    this.world = world;
    this.messages = new SqsMessages(world);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return world.call(
        "sqs:GetQueueUrl",
        World.named(request.queueName()),
        () ->
            GetQueueUrlResponse.builder()
                .queueUrl(world.queues.answering(request.queueName()).url())
                .build());
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return world.call(
        "sqs:GetQueueAttributes",
        World.named(request.queueUrl()),
        () -> {
          JobQueue queue = world.queues.byUrl(request.queueUrl());
          Map<String, String> asked = new TreeMap<>();
          List<String> names = request.attributeNamesAsStrings();
          Map<String, String> all = messages.attributes(queue);
          for (String name : names) {
            if (name.equals("All")) {
              asked.putAll(all);
            } else if (QueueAttributeName.fromValue(name)
                == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
              throw world.error("InvalidAttributeName", name);
            } else if (all.containsKey(name)) {
              asked.put(name, all.get(name));
            }
          }
          return GetQueueAttributesResponse.builder().attributesWithStrings(asked).build();
        });
  }

  @Override
  public CreateQueueResponse createQueue(CreateQueueRequest request) {
    return world.call(
        "sqs:CreateQueue",
        World.named(request.queueName()),
        () -> {
          if (!request.queueName().matches("[A-Za-z0-9_-]{1,80}")) {
            throw world.saying(
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
          }
          return CreateQueueResponse.builder()
              .queueUrl(
                  world
                      .queues
                      .create(request.queueName(), request.attributesAsStrings(), request.tags())
                      .url())
              .build();
        });
  }

  @Override
  public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
    return world.call(
        "sqs:DeleteQueue",
        World.named(request.queueUrl()),
        () -> {
          world.queues.delete(world.queues.byUrl(request.queueUrl()));
          return DeleteQueueResponse.builder().build();
        });
  }

  @Override
  public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
    return world.call(
        "sqs:PurgeQueue",
        World.named(request.queueUrl()),
        () -> {
          JobQueue queue = world.queues.byUrl(request.queueUrl());
          if (queue.purgedAt != null && world.now().isBefore(queue.purgedAt.plusSeconds(60))) {
            throw world.error("AWS.SimpleQueueService.PurgeQueueInProgress", queue.name);
          }
          queue.purgedAt = world.now();
          queue.purge();
          return PurgeQueueResponse.builder().build();
        });
  }

  /** Without MaxResults AWS answers up to 1,000 and never a token. */
  @Override
  public ListQueuesResponse listQueues(ListQueuesRequest request) {
    String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
    return world.call(
        "sqs:ListQueues",
        List.of(prefix),
        () -> {
          List<JobQueue> found = new ArrayList<>(world.queues.byName.values());
          found.removeIf(queue -> queue.deletedAt != null || !queue.name.startsWith(prefix));
          Pages<JobQueue> page =
              world.page(
                  found,
                  queue -> queue.name,
                  request.nextToken(),
                  request.maxResults(),
                  () -> world.saying("InvalidParameterValue", "Invalid NextToken"));
          return ListQueuesResponse.builder()
              .queueUrls(page.items().stream().map(JobQueue::url).toList())
              .nextToken(request.maxResults() == null ? null : page.nextToken())
              .build();
        });
  }

  @Override
  public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
    return world.call(
        "sqs:ListQueueTags",
        World.named(request.queueUrl()),
        () ->
            ListQueueTagsResponse.builder()
                .tags(world.queues.byUrl(request.queueUrl()).tags)
                .build());
  }

  @Override
  public TagQueueResponse tagQueue(TagQueueRequest request) {
    return world.call(
        "sqs:TagQueue",
        World.named(request.queueUrl()),
        () -> {
          world.queues.byUrl(request.queueUrl()).tags.putAll(request.tags());
          return TagQueueResponse.builder().build();
        });
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return world.call(
        "sqs:SendMessage", World.named(request.queueUrl()), () -> messages.send(request));
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    return world.call(
        "sqs:SendMessageBatch", World.named(request.queueUrl()), () -> messages.send(request));
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    return world.call(
        "sqs:ReceiveMessage", World.named(request.queueUrl()), () -> messages.receive(request));
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    return world.call(
        "sqs:DeleteMessage",
        World.named(request.queueUrl()),
        () -> {
          world.queues.byUrl(request.queueUrl()).delete(request.receiptHandle());
          return DeleteMessageResponse.builder().build();
        });
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    return world.call(
        "sqs:DeleteMessageBatch", World.named(request.queueUrl()), () -> messages.delete(request));
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    return world.call(
        "sqs:ChangeMessageVisibility",
        World.named(request.queueUrl()),
        () -> messages.change(request));
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    return world.call(
        "sqs:ChangeMessageVisibilityBatch",
        World.named(request.queueUrl()),
        () -> messages.change(request));
  }
}
