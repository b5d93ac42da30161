package org.distributedmonitor.testkit.server;

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
 * <p>While a task waits for an answer, the test server (1.38) skips no time. When an activity that
 * no worker has begun is cancelled, it forgets to skip again ({@code
 * TestWorkflowMutableStateImpl.processRequestCancelActivityTask} gives back no hold of {@code
 * SelfAdvancingTimerImpl}). So a clock that goes no faster than the wall's while the worker has
 * nothing to do is set going again.
 */
public final class SkippedTime {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** In this time a worker takes up what there is to do, on a loaded machine too. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final TestWorkflowEnvironment env;
  private final TasksInHand inHand;
  private final TestServiceStubs server;

  public SkippedTime(TestWorkflowEnvironment env, TasksInHand inHand) {
    this.env = env;
    this.inHand = inHand;
    this.server =
        TestServiceStubs.newServiceStubs(
            TestServiceStubsOptions.newBuilder()
                .setChannel(env.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
  }

  public void pass(Duration time) {
    CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> env.sleep(time));
    while (true) {
      long before = env.currentTimeMillis();
      try {
        passing.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException slow) {
        boolean stands = env.currentTimeMillis() - before < 2 * LOOK.toMillis();
        if (stands && inHand.noneFor(IDLE) && !passing.isDone()) {
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
