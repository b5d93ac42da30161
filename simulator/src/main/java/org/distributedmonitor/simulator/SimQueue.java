package org.distributedmonitor.simulator;

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

/**
 * A standard queue. Rules (AWS's SQS developer guide): a received message is in flight until its
 * visibility timeout ends; one that was received more often than {@code maxReceiveCount} moves to
 * the dead-letter queue on the next receive, keeps its first sending time and expires by it.
 */
final class SimQueue {
  private record Sample(Instant at, QueueCounts counts) {}

  private static final Duration SAMPLES_KEPT = Duration.ofMinutes(30);
  private static final Pattern TARGET =
      Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern MAXIMUM =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d+)\"?");

  final String name;
  final Instant createdAt;
  final Map<String, String> attributes = new TreeMap<>();
  final Map<String, String> tags = new TreeMap<>();
  final List<Runnable> wakeOnVisible = new ArrayList<>();
  Instant deletedAt;
  Instant purgedAt;

  private final World world;
  private final Map<String, SimMessage> visible = new LinkedHashMap<>();
  private final Map<String, SimMessage> inFlight = new LinkedHashMap<>();
  private final Map<String, SimMessage> delayed = new LinkedHashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Map<String, Long> hidings = new HashMap<>();
  private long hiding;

  SimQueue(World world, String name) {
    this.world = world;
    this.name = name;
    this.createdAt = world.now();
    sample();
  }

  String arn() {
    return world.arn("sqs", name);
  }

  String url() {
    return "https://sqs." + world.region + ".amazonaws.com/" + world.account + "/" + name;
  }

  QueueCounts counts() {
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

  SimMessage send(String body, int delaySeconds) {
    SimMessage message = new SimMessage(world.uuid(), body, world.now());
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

  List<SimMessage> receive(int most, int visibilitySeconds) {
    List<SimMessage> received = new ArrayList<>();
    while (received.size() < most && !visible.isEmpty()) {
      SimMessage message = visible.values().iterator().next();
      visible.remove(message.id);
      SimQueue deadLetters = deadLetterQueue();
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
  SimMessage inFlight(String receipt) {
    SimMessage message = inFlight.get(receipt.substring(receipt.indexOf(':') + 1));
    return message != null && receipt.equals(message.receipt) ? message : null;
  }

  boolean delete(String receipt) {
    String id = receipt.substring(receipt.indexOf(':') + 1);
    SimMessage shown = visible.get(id);
    boolean gone = inFlight(receipt) != null && inFlight.remove(id) != null;
    // A receipt stays good after the timeout as long as nobody received the message again.
    gone |= shown != null && receipt.equals(shown.receipt) && visible.remove(id) != null;
    sample();
    return gone;
  }

  boolean changeVisibility(String receipt, int seconds) {
    SimMessage message = inFlight(receipt);
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

  void purge() {
    visible.clear();
    inFlight.clear();
    delayed.clear();
    sample();
  }

  Collection<SimMessage> messages() {
    List<SimMessage> all = new ArrayList<>(visible.values());
    all.addAll(inFlight.values());
    all.addAll(delayed.values());
    return all;
  }

  SimQueue deadLetterQueue() {
    Matcher target = TARGET.matcher(attributes.getOrDefault("RedrivePolicy", ""));
    return target.find() ? world.queues.byArn(target.group(1)) : null;
  }

  int seconds(String attribute) {
    return Integer.parseInt(attributes.get(attribute));
  }

  private int maxReceiveCount() {
    Matcher maximum = MAXIMUM.matcher(attributes.getOrDefault("RedrivePolicy", ""));
    return maximum.find() ? Integer.parseInt(maximum.group(1)) : Integer.MAX_VALUE;
  }

  private void takeDead(SimMessage message, String sourceArn) {
    message.deadLetterSourceArn = sourceArn;
    message.receipt = null;
    expire(message);
    show(message);
  }

  private void hide(SimMessage message, int seconds) {
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

  private void appear(Map<String, SimMessage> from, SimMessage message) {
    if (from.remove(message.id) != null) {
      hidings.remove(message.id);
      show(message);
    }
  }

  private void show(SimMessage message) {
    visible.put(message.id, message);
    sample();
    List.copyOf(wakeOnVisible).forEach(Runnable::run);
  }

  private void expire(SimMessage message) {
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
