package org.distributedmonitor.scenarios.retries;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.distributedmonitor.testkit.server.EndedMeanwhile;
import org.distributedmonitor.testkit.server.SkippedTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A workflow goes on, and time with it, whatever it cancels at whatever moment. */
@Timeout(60)
class CancelledAsItEndsTest {

  private static final String QUEUE = "queue";
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static CountDownLatch begun;
  private static CountDownLatch mayEnd;
  private static Runnable meanwhile;
  private static TestWorkflowEnvironment env;
  private SkippedTime time;

  @BeforeEach
  void start() {
    EndedMeanwhile ended = new EndedMeanwhile();
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(ended))
                        .build())
                .build());
    time = new SkippedTime(env, ended.inHand());
    Worker worker =
        env.newWorker(
            QUEUE, WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build());
    worker.registerWorkflowImplementationTypes(HastyWorkflow.class);
    worker.registerActivitiesImplementations((Work) CancelledAsItEndsTest::work);
    env.start();
    begun = new CountDownLatch(1);
    mayEnd = new CountDownLatch(1);
  }

  @AfterEach
  void end() {
    env.close();
  }

  @Test
  void anActivityThatEndsWhileItIsDecidedToCancelIt() {
    meanwhile = mayEnd::countDown;

    assertThat(cancelling(What.ACTIVITY)).isEqualTo("an hour later");
  }

  @Test
  void aTimerThatEndsWhileItIsDecidedToCancelIt() {
    meanwhile = () -> rest(Duration.ofSeconds(3));

    assertThat(cancelling(What.TIMER)).isEqualTo("an hour later");
  }

  @Test
  void anActivityThatNobodyHasBegun() {
    meanwhile = () -> {};

    assertThat(cancelling(What.UNBEGUN_ACTIVITY)).isEqualTo("an hour later");
  }

  private String cancelling(What what) {
    Hasty workflow =
        env.getWorkflowClient()
            .newWorkflowStub(Hasty.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    WorkflowClient.start(workflow::begin, what);
    if (what == What.ACTIVITY) {
      await(begun);
    }
    awaitFirstAnswer(WorkflowStub.fromTyped(workflow).getExecution().getWorkflowId());
    workflow.cancelIt();
    time.pass(AN_HOUR.plusMinutes(1));
    return WorkflowStub.fromTyped(workflow).getResult(String.class);
  }

  private static void awaitFirstAnswer(String workflowId) {
    while (!hasAnswered(workflowId) && !Thread.currentThread().isInterrupted()) {
      rest(Duration.ofMillis(10));
    }
  }

  private static boolean hasAnswered(String workflowId) {
    return env.getWorkflowClient().fetchHistory(workflowId).getEvents().stream()
        .anyMatch(HistoryEvent::hasWorkflowTaskCompletedEventAttributes);
  }

  private static void work() {
    begun.countDown();
    await(mayEnd);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rest(Duration howLong) {
    try {
      Thread.sleep(howLong.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public enum What {
    ACTIVITY,
    TIMER,
    UNBEGUN_ACTIVITY
  }

  @ActivityInterface
  public interface Work {
    @ActivityMethod
    void work();
  }

  @WorkflowInterface
  public interface Hasty {
    @WorkflowMethod
    String begin(What what);

    @SignalMethod
    void cancelIt();
  }

  /** Takes some time on the wall to decide to cancel. */
  public static final class HastyWorkflow implements Hasty {

    private boolean cancelIt;

    @Override
    public String begin(What what) {
      CancellationScope scope = Workflow.newCancellationScope(() -> beginOne(what));
      scope.run();
      Workflow.await(() -> cancelIt);
      meanwhile.run();
      rest(Duration.ofMillis(200));
      scope.cancel();
      Workflow.sleep(AN_HOUR);
      return "an hour later";
    }

    private static void beginOne(What what) {
      if (what == What.TIMER) {
        Workflow.newTimer(Duration.ofSeconds(2));
        return;
      }
      ActivityOptions options =
          ActivityOptions.newBuilder()
              .setTaskQueue(what == What.ACTIVITY ? QUEUE : "nobody's")
              .setStartToCloseTimeout(Duration.ofMinutes(1))
              .build();
      Async.procedure(Workflow.newActivityStub(Work.class, options)::work);
    }

    @Override
    public void cancelIt() {
      cancelIt = true;
    }
  }
}
