package org.distributedmonitor.demo;

import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.TestServiceGrpc.TestServiceBlockingStub;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * Lets time skip on while no worker is there. For as long as a task waits for a worker, the server
 * lets its clock go no faster than the one on the wall, since in tests a worker comes at once. Here
 * those holds are taken off, one for each task, and put back before the worker returns and takes
 * them off itself.
 */
final class LoneClock {

  private static final Duration LOOK = Duration.ofMillis(10);

  /** Skipping over minutes takes some milliseconds; a sleep that takes so long is held. */
  private static final long HELD_MILLIS = 300;

  private final TestWorkflowEnvironment env;
  private final IntSupplier waitingTasks;
  private final TestServiceBlockingStub server;
  private int released;

  /**
   * @param waitingTasks how many tasks wait for a worker, at most
   */
  LoneClock(TestWorkflowEnvironment env, IntSupplier waitingTasks) {
    this.env = env;
    this.waitingTasks = waitingTasks;
    server = TestServiceGrpc.newBlockingStub(env.getWorkflowServiceStubs().getRawChannel());
  }

  void pass(Duration time) {
    CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> env.sleep(time));
    long then = env.currentTimeMillis();
    long looked = System.nanoTime();
    while (!passing.isDone()) {
      Pace.rest(LOOK);
      long onTheWall = (System.nanoTime() - looked) / 1_000_000;
      if (onTheWall >= HELD_MILLIS) {
        long now = env.currentTimeMillis();
        boolean held = !passing.isDone() && now - then <= 2 * onTheWall;
        if (held && released < waitingTasks.getAsInt()) {
          released++;
          server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
        }
        then = now;
        looked = System.nanoTime();
      }
    }
    passing.join();
  }

  /** Before a worker returns. */
  void restore() {
    for (; released > 0; released--) {
      server.lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
    }
  }
}
