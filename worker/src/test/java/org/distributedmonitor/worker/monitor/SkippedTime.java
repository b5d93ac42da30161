package org.distributedmonitor.worker.monitor;

import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.serviceclient.TestServiceStubs;
import io.temporal.serviceclient.TestServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a test server's time pass.
 *
 * <p>While an activity runs, the test server skips no time. When the activity is cancelled in that
 * moment, the server forgets to skip again (Temporal's test server 1.38), and its clock goes on no
 * faster than the wall's. So a clock that does not move is set going again.
 */
final class SkippedTime {

  /** No activity of these tests takes as long; in it, the clock moves no faster than the wall's. */
  private static final Duration STUCK = Duration.ofSeconds(5);

  private final TestWorkflowEnvironment env;
  private final TestServiceStubs server;

  SkippedTime(TestWorkflowEnvironment env) {
    this.env = env;
    this.server =
        TestServiceStubs.newServiceStubs(
            TestServiceStubsOptions.newBuilder()
                .setChannel(env.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
  }

  void pass(Duration time) {
    CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> env.sleep(time));
    while (true) {
      long before = env.currentTimeMillis();
      try {
        passing.get(STUCK.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException slow) {
        if (env.currentTimeMillis() - before < 2 * STUCK.toMillis()) {
          server.blockingStub().unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Ended by the test's time limit", e);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }
}
