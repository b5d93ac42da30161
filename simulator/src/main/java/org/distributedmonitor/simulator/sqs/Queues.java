package org.distributedmonitor.simulator.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.world.World;

/**
 * All queues. A deleted queue goes on answering for a while, and its name is not free for 60 s
 * (both from AWS's DeleteQueue and CreateQueue reference).
 */
public final class Queues {
  private static final Duration NAME_IS_HELD = Duration.ofSeconds(60);
  static final Map<String, String> DEFAULTS =
      Map.of(
          "VisibilityTimeout", "30",
          "DelaySeconds", "0",
          "MaximumMessageSize", "262144",
          "MessageRetentionPeriod", "345600",
          "ReceiveMessageWaitTimeSeconds", "0",
          "SqsManagedSseEnabled", "true");

  public final Map<String, JobQueue> byName = new TreeMap<>();
  private final World world;

  public Queues(World world) {
    this.world = world;
  }

  public JobQueue create(String name, Map<String, String> attributes, Map<String, String> tags) {
    JobQueue old = byName.get(name);
    if (old != null && old.deletedAt == null) {
      if (!attributes.entrySet().stream()
          .allMatch(wanted -> wanted.getValue().equals(old.attributes.get(wanted.getKey())))) {
        throw AwsErrors.find("sqs:CreateQueue", "QueueAlreadyExists").thrown();
      }
      return old;
    }
    if (old != null && world.now().isBefore(old.deletedAt.plus(NAME_IS_HELD))) {
      throw AwsErrors.find("sqs:CreateQueue", "AWS.SimpleQueueService.QueueDeletedRecently")
          .thrown();
    }
    JobQueue queue = new JobQueue(world, name);
    queue.attributes.putAll(DEFAULTS);
    queue.attributes.putAll(attributes);
    queue.tags.putAll(tags);
    byName.put(name, queue);
    return queue;
  }

  /** Also a queue that was just deleted and does not know it yet. */
  public JobQueue answering(String name) {
    JobQueue queue = byName.get(name);
    boolean gone =
        queue == null
            || queue.deletedAt != null
                && !world.now().isBefore(queue.deletedAt.plus(world.queueDeletionLag));
    if (gone) {
      throw world.error("AWS.SimpleQueueService.NonExistentQueue");
    }
    return queue;
  }

  JobQueue byUrl(String url) {
    return answering(url == null ? "" : url.substring(url.lastIndexOf('/') + 1));
  }

  JobQueue byArn(String arn) {
    JobQueue queue = byName.get(arn.substring(arn.lastIndexOf(':') + 1));
    return queue == null || queue.deletedAt != null ? null : queue;
  }

  void delete(JobQueue queue) {
    if (queue.deletedAt == null) {
      queue.deletedAt = world.now();
      queue.wakeOnVisible.clear();
      world.happened(queue.name, "queue " + queue.name + " deleted");
    }
  }
}
