package org.distributedmonitor.acceptance.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedmonitor.acceptance.RunningProcess;

/** A process that is started again whenever it has ended, as a service manager does it. */
final class Kept implements AutoCloseable {
  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
  private static final Duration TO_BE_READY = Duration.ofMinutes(3);

  private final Supplier<RunningProcess> start;
  private final String ready;
  private volatile RunningProcess process;
  private volatile Instant notBefore = Instant.EPOCH;
  private volatile boolean closed;

  /**
   * Keeps a process that has just been started, and waits until it is ready.
   *
   * @param ready what it says when it is ready
   */
  Kept(RunningProcess process, String ready, Supplier<RunningProcess> start) {
    this.process = process;
    this.ready = ready;
    this.start = start;
    awaitReady();
    Thread keeper = new Thread(this::keep, "keeper");
    keeper.setDaemon(true);
    keeper.start();
  }

  private void keep() {
    while (!closed) {
      process.awaitEnd();
      Instant earliest = Instant.now().plus(BETWEEN_STARTS);
      Times.until(earliest.isAfter(notBefore) ? earliest : notBefore);
      if (!closed) {
        startAgain();
      }
    }
  }

  /** A start that fails is tried again, too. */
  private void startAgain() {
    try {
      process = start.get();
    } catch (AssertionError notReady) {
      System.err.println("Not started: " + notReady.getMessage());
    }
  }

  /** Ends the process in some way; it is started again after that time. */
  void end(Consumer<RunningProcess> how, Duration downFor) {
    notBefore = Instant.now().plus(downFor);
    how.accept(process);
  }

  /** Ends the process in some way, and waits until its successor is ready. */
  void replace(Consumer<RunningProcess> how) {
    RunningProcess former = process;
    how.accept(former);
    former.awaitEnd();
    Times.await(() -> process != former, TO_BE_READY);
    awaitReady();
  }

  /** Waits until the process, or a successor, is ready. */
  void awaitReady() {
    Times.await(() -> process.stdout().contains(ready), TO_BE_READY);
  }

  RunningProcess process() {
    return process;
  }

  @Override
  public void close() {
    closed = true;
  }
}
