package org.distributedmonitor.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.distributedmonitor.simulator.api.AwsError;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.iam.Access;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * What goes wrong on request. Operations are named as in IAM ({@code ec2:CancelSpotFleetRequests});
 * {@code ec2:*} names a whole service.
 */
public final class Faults {
  private record CountWindow(
      String queue, Instant from, Instant to, UnaryOperator<QueueCounts> reads) {}

  private final String account;
  private final Set<String> refused = new HashSet<>();
  private final Set<String> hanging = new HashSet<>();
  private final Map<String, Integer> waiting = new HashMap<>();
  private final Map<String, Deque<Supplier<RuntimeException>>> before = new HashMap<>();
  private final Map<String, Deque<RuntimeException>> after = new HashMap<>();
  private final List<CountWindow> windows = new ArrayList<>();
  private Duration countLag = Duration.ZERO;
  private Supplier<RuntimeException> everything;
  private Duration exportTime;
  private int failingExports;
  private String exportStatus = "RUNNING";
  private Duration exportLag = Duration.ZERO;
  private Duration streamTimestampLag = Duration.ZERO;
  private final Set<String> leftOut = new HashSet<>();
  private final Map<String, Deque<AwsError>> undone = new HashMap<>();
  private int mostOnAPage = Integer.MAX_VALUE;
  private String lastToken;

  Faults(String account) {
    this.account = account;
  }

  /** Permission is missing until {@link #allow} gives it. */
  public synchronized Faults refuse(String operation) {
    refused.add(operation);
    return this;
  }

  /** From now on it works: it is refused no more, and failures that were still to come do not. */
  public synchronized Faults allow(String operation) {
    refused.remove(operation);
    before.remove(operation);
    return this;
  }

  /** The next {@code times} calls fail and change nothing. */
  public synchronized Faults fail(
      String operation, int times, Supplier<RuntimeException> exception) {
    Deque<Supplier<RuntimeException>> failures =
        before.computeIfAbsent(operation, key -> new ArrayDeque<>());
    for (int i = 0; i < times; i++) {
      failures.add(exception);
    }
    return this;
  }

  /** Every call of every service fails and changes nothing; null ends it. */
  public synchronized Faults failAll(Supplier<RuntimeException> exception) {
    everything = exception;
    return this;
  }

  /** The next calls answer well, and tell inside the reply that this part was not done. */
  public synchronized Faults leaveUndone(AwsError part, int times) {
    Deque<AwsError> parts = undone.computeIfAbsent(part.operation(), key -> new ArrayDeque<>());
    for (int i = 0; i < times; i++) {
      parts.add(part);
    }
    return this;
  }

  synchronized Optional<AwsError> undone(String operation) {
    Deque<AwsError> parts = undone.get(operation);
    return parts == null ? Optional.empty() : Optional.ofNullable(parts.poll());
  }

  /**
   * Listings come in pages of at most so many, and end with this token: AWS's own sizes are large,
   * and of ends it has two, none at all and an empty one.
   */
  public synchronized Faults pages(int most, String lastToken) {
    this.mostOnAPage = most;
    this.lastToken = lastToken;
    return this;
  }

  synchronized int mostOnAPage() {
    return mostOnAPage;
  }

  synchronized String lastToken() {
    return lastToken;
  }

  public Faults throttle(String operation, int times) {
    return fail(operation, times, () -> AwsErrors.throttled(operation));
  }

  /** The next call does its work, but its answer is lost on the way. */
  public synchronized Faults afterEffect(String operation, RuntimeException exception) {
    after.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(exception);
    return this;
  }

  /** Calls block until {@link #release}, or until their thread is interrupted. */
  public synchronized Faults hang(String operation) {
    hanging.add(operation);
    return this;
  }

  public synchronized Faults release(String operation) {
    hanging.remove(operation);
    notifyAll();
    return this;
  }

  /** How many calls hang at this moment. */
  public synchronized int waiting(String operation) {
    return waiting.getOrDefault(operation, 0);
  }

  /**
   * From {@code from} on and before {@code to}, every queue's counts read as {@code reads} says.
   */
  public Faults queueCounts(Instant from, Instant to, UnaryOperator<QueueCounts> reads) {
    return queueCounts("", from, to, reads);
  }

  public synchronized Faults queueCounts(
      String queue, Instant from, Instant to, UnaryOperator<QueueCounts> reads) {
    windows.add(new CountWindow(queue, from, to, reads));
    return this;
  }

  /** Counts are told as they were this long ago; AWS promises no better than about a minute. */
  public synchronized Faults countLag(Duration lag) {
    countLag = lag;
    return this;
  }

  /** Exports that begin to run from now on take this long; null for as long as they usually do. */
  public synchronized Faults exportsTake(Duration time) {
    exportTime = time;
    return this;
  }

  public synchronized Duration exportTime() {
    return exportTime;
  }

  /** The next {@code times} exports end as FAILED and write nothing. */
  public synchronized Faults failExports(int times) {
    failingExports = times;
    return this;
  }

  /** Exports get this status instead of RUNNING, and with another one never end; null ends it. */
  public synchronized Faults exportsAre(String status) {
    exportStatus = status == null ? "RUNNING" : status;
    return this;
  }

  public synchronized String exportStatus() {
    return exportStatus;
  }

  /** An export writes only what had arrived so long before; AWS says that it may be 12 hours. */
  public synchronized Faults exportLag(Duration lag) {
    exportLag = lag;
    return this;
  }

  public synchronized Duration exportLag() {
    return exportLag;
  }

  /** What the listing of log streams tells of their messages is as old as this. */
  public synchronized Faults streamTimestampLag(Duration lag) {
    streamTimestampLag = lag;
    return this;
  }

  public synchronized Duration streamTimestampLag() {
    return streamTimestampLag;
  }

  /** No export writes anything of a log stream of this name. */
  public synchronized Faults leaveOut(String stream) {
    leftOut.add(stream);
    return this;
  }

  public synchronized boolean leavesOut(String stream) {
    return leftOut.contains(stream);
  }

  public synchronized boolean nextExportFails() {
    return failingExports > 0 && failingExports-- > 0;
  }

  public synchronized Duration countLag() {
    return countLag;
  }

  public synchronized QueueCounts counts(String queue, Instant now, QueueCounts real) {
    QueueCounts counts = real;
    for (CountWindow window : windows) {
      boolean ofThisQueue = window.queue.isEmpty() || window.queue.equals(queue);
      if (ofThisQueue && !now.isBefore(window.from) && now.isBefore(window.to)) {
        counts = window.reads.apply(counts);
      }
    }
    return counts;
  }

  synchronized void hangIfAsked(String operation) {
    if (!names(hanging, operation)) {
      return;
    }
    waiting.merge(operation, 1, Integer::sum);
    try {
      while (names(hanging, operation)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Thread was interrupted", e);
    } finally {
      waiting.merge(operation, -1, Integer::sum);
    }
  }

  synchronized void before(String operation) {
    if (everything != null) {
      throw everything.get();
    }
    if (names(refused, operation)) {
      throw AwsErrors.refused(operation, account);
    }
    Deque<Supplier<RuntimeException>> failures = before.get(operation);
    if (failures != null && !failures.isEmpty()) {
      throw failures.poll().get();
    }
  }

  /** Whether permission for it was taken away, under the operation's name or IAM's. */
  public synchronized boolean refuses(String action) {
    return names(refused, action)
        || refused.stream().anyMatch(operation -> Access.action(operation).equals(action));
  }

  synchronized void after(String operation) {
    Deque<RuntimeException> failures = after.get(operation);
    if (failures != null && !failures.isEmpty()) {
      throw failures.poll();
    }
  }

  private static boolean names(Set<String> operations, String operation) {
    return operations.contains(operation)
        || operations.contains(operation.substring(0, operation.indexOf(':')) + ":*");
  }
}
