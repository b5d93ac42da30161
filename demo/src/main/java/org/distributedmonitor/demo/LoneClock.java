package org.distributedmonitor.demo;

import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.TestServiceGrpc.TestServiceBlockingStub;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Lets time skip on while no worker is there. The server holds its clock for as long as a workflow
 * task waits for a worker, since in tests one comes at once; here the hold is taken off, and put
 * back before the worker returns, which takes it off itself.
 */
final class LoneClock {

  private static final Duration LOOK = Duration.ofMillis(20);

  private final TestWorkflowEnvironment env;
  private final BooleanSupplier taskWaits;
  private final TestServiceBlockingStub server;
  private boolean released;

  /**
   * @param taskWaits whether a workflow task waits for a worker
   */
  LoneClock(TestWorkflowEnvironment env, BooleanSupplier taskWaits) {
    this.env = env;
    this.taskWaits = taskWaits;
    server = TestServiceGrpc.newBlockingStub(env.getWorkflowServiceStubs().getRawChannel());
  }

  void pass(Duration time) {
    CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> env.sleep(time));
    int n = 0;
    while (!passing.isDone()) {
      if (n++ % 50 == 20) {
        String d = env.getDiagnostics();
        System.err.println(
            "DIAG " + d.length() + " " + d.substring(Math.max(0, d.length() - 3000)));
      }
      if (!released && taskWaits.getAsBoolean()) {
        released = true;
        server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
      }
      Pace.rest(LOOK);
    }
    passing.join();
  }

  /** Before a worker returns. */
  void restore() {
    if (released) {
      released = false;
      server.lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
    }
  }
}
