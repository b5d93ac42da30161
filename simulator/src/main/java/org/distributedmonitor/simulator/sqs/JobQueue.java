package org.distributedmonitor.simulator.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedmonitor.simulator.world.World;

/**
 * A standard queue. Rules (AWS's SQS developer guide): a received message is in flight until its
 * visibility timeout ends; one that was received more often than {@code maxReceiveCount} moves to
 * the dead-letter queue on the next receive, keeps its first sending time and expires by it.
 */
public final class JobQueue {
  private record Sample(Instant at, QueueCounts counts) {}

  private static final Duration SAMPLES_KEPT = Duration.ofMinutes(30);
  private static final Pattern TARGET =
      Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern MAXIMUM =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d+)\"?");

  final String name;
  public final Instant createdAt;
  public final Map<String, String> attributes = new TreeMap<>();
  public final Map<String, String> tags = new TreeMap<>();
  public final List<Runnable> wakeOnVisible = new ArrayList<>();
  public Instant deletedAt;
  Instant purgedAt;

  private final World world;
  private final Map<String, JobMessage> visible = new LinkedHashMap<>();
  private final Map<String, JobMessage> inFlight = new LinkedHashMap<>();
  private final Map<String, JobMessage> delayed = new LinkedHashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Map<String, Long> hidings = new HashMap<>();
  private long hiding;

  JobQueue(World world, String name) {
    this.world = world;
    this.name = name;
    this.createdAt = world.now();
    sample();
  }

  public String arn() {
    return world.arn("sqs", name);
  }

  public String url() {
    return "https://sqs." + world.region + ".amazonaws.com/" + world.account + "/" + name;
  }

  public QueueCounts counts() {
    return new QueueCounts(visible.size(), inFlight.size(), delayed.size());
  }

  QueueCounts countsAt(Instant then) {
    QueueCounts counts = QueueCounts.ZERO;
    for (Sample sample : samples) {
      if (sample.at.isAfter(then)) {
        break;
      }
      counts = sample.counts;
    }
    return counts;
  }

  public JobMessage send(String body, int delaySeconds) {
    JobMessage message = new JobMessage(world.uuid(), body, world.now());
    if (delaySeconds > 0) {
      delayed.put(message.id, message);
      world.timeline.in(Duration.ofSeconds(delaySeconds), () -> appear(delayed, message));
      sample();
    } else {
      show(message);
    }
    expire(message);
    return message;
  }

  public List<JobMessage> receive(int most, int visibilitySeconds) {
    List<JobMessage> received = new ArrayList<>();
    while (received.size() < most && !visible.isEmpty()) {
      JobMessage message = visible.values().iterator().next();
      visible.remove(message.id);
      JobQueue deadLetters = deadLetterQueue();
      if (deadLetters != null && message.receiveCount >= maxReceiveCount()) {
        deadLetters.takeDead(message, arn());
        world.happened(name, "a job failed for the last time and moved to " + deadLetters.name);
        continue;
      }
      message.receiveCount++;
      message.receipt = world.hex(24) + ":" + message.id;
      if (message.firstReceivedAt == null) {
        message.firstReceivedAt = world.now();
      }
      inFlight.put(message.id, message);
      received.add(message);
    }
    received.forEach(message -> hide(message, visibilitySeconds));
    sample();
    return received;
  }

  /** Null when the receipt is not the newest one of a message that is in flight. */
  JobMessage inFlight(String receipt) {
    JobMessage message = inFlight.get(receipt.substring(receipt.indexOf(':') + 1));
    return message != null && receipt.equals(message.receipt) ? message : null;
  }

  public boolean delete(String receipt) {
    String id = receipt.substring(receipt.indexOf(':') + 1);
    JobMessage shown = visible.get(id);
    boolean gone = inFlight(receipt) != null && inFlight.remove(id) != null;
    // A receipt stays good after the timeout as long as nobody received the message again.
    gone |= shown != null && receipt.equals(shown.receipt) && visible.remove(id) != null;
    sample();
    return gone;
  }

  public boolean changeVisibility(String receipt, int seconds) {
    JobMessage message = inFlight(receipt);
    if (message == null) {
      return false;
    }
    if (seconds == 0) {
      appear(inFlight, message);
    } else {
      message.receipt = receipt;
      hide(message, seconds);
    }
    return true;
  }

  public void purge() {
    visible.clear();
    inFlight.clear();
    delayed.clear();
    sample();
  }

  public Collection<JobMessage> messages() {
    List<JobMessage> all = new ArrayList<>(visible.values());
    all.addAll(inFlight.values());
    all.addAll(delayed.values());
    return all;
  }

  JobQueue deadLetterQueue() {
    Matcher target = TARGET.matcher(attributes.getOrDefault("RedrivePolicy", ""));
    return target.find() ? world.queues.byArn(target.group(1)) : null;
  }

  public int seconds(String attribute) {
    return Integer.parseInt(attributes.get(attribute));
  }

  private int maxReceiveCount() {
    Matcher maximum = MAXIMUM.matcher(attributes.getOrDefault("RedrivePolicy", ""));
    return maximum.find() ? Integer.parseInt(maximum.group(1)) : Integer.MAX_VALUE;
  }

  private void takeDead(JobMessage message, String sourceArn) {
    message.deadLetterSourceArn = sourceArn;
    message.receipt = null;
    expire(message);
    show(message);
  }

  private void hide(JobMessage message, int seconds) {
    if (seconds == 0) {
      appear(inFlight, message);
      return;
    }
    long mine = ++hiding;
    hidings.put(message.id, mine);
    world.timeline.in(
        Duration.ofSeconds(seconds),
        () -> {
          if (Long.valueOf(mine).equals(hidings.get(message.id))) {
            appear(inFlight, message);
          }
        });
  }

  private void appear(Map<String, JobMessage> from, JobMessage message) {
    if (from.remove(message.id) != null) {
      hidings.remove(message.id);
      show(message);
    }
  }

  private void show(JobMessage message) {
    visible.put(message.id, message);
    sample();
    List.copyOf(wakeOnVisible).forEach(Runnable::run);
  }

  private void expire(JobMessage message) {
    world.timeline.at(
        message.sentAt.plusSeconds(seconds("MessageRetentionPeriod")),
        () -> {
          visible.remove(message.id);
          delayed.remove(message.id);
          inFlight.remove(message.id);
          sample();
        });
  }

  private void sample() {
    Instant now = world.now();
    if (!samples.isEmpty() && samples.peekLast().at.equals(now)) {
      samples.pollLast();
    }
    samples.add(new Sample(now, counts()));
    Instant oldest = now.minus(SAMPLES_KEPT);
    while (samples.size() > 2 && samples.peekFirst().at.isBefore(oldest)) {
      Sample first = samples.pollFirst();
      if (samples.peekFirst().at.isAfter(oldest)) {
        samples.addFirst(first);
        break;
      }
    }
  }
}
