package org.distributedmonitor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that take longer than Temporal lets a silent one go on, in the time of the wall clock. */
@Tag("slow")
@Timeout(60)
class SignsOfLifeTest {
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration SILENCE_ALLOWED = Duration.ofSeconds(2);
  private static final Duration LONGER = SILENCE_ALLOWED.multipliedBy(2);
  private static final String QUEUE = "steps";

  private final List<String> found = new CopyOnWriteArrayList<>();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void start() {
    WorkerFactoryOptions options =
        WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new SignsOfLife(EVERY)).build();
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkerFactoryOptions(options)
                .build());
    Worker worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(OneStepImpl.class);
    worker.registerActivitiesImplementations(new StepImpl());
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void aStepThatSaysNothingIsNotTakenForDead() {
    take("silent");

    assertThat(found).containsExactly("1: nothing");
  }

  @Test
  void whatAStepHasToldIsToldAgainAndNotLost() {
    take("fails after it has told");

    assertThat(found).containsExactly("1: nothing", "2: far", "3: far");
  }

  @Test
  void aSignOfLifeIsNoProgress() {
    take("fails in silence");

    assertThat(found).containsExactly("1: nothing", "2: nothing", "3: nothing");
  }

  private void take(String what) {
    WorkflowClient client = temporal.getWorkflowClient();
    client
        .newWorkflowStub(OneStep.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
        .take(what);
  }

  @WorkflowInterface
  public interface OneStep {
    @WorkflowMethod
    void take(String what);
  }

  public static final class OneStepImpl implements OneStep {
    @Override
    public void take(String what) {
      ActivityOptions options =
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setHeartbeatTimeout(SILENCE_ALLOWED)
              .build();
      Workflow.newActivityStub(Step.class, options).take(what);
    }
  }

  @ActivityInterface
  public interface Step {
    void take(String what);
  }

  private final class StepImpl implements Step {
    @Override
    public void take(String what) {
      ActivityExecutionContext context = Activity.getExecutionContext();
      int attempt = context.getInfo().getAttempt();
      sleep(EVERY.multipliedBy(3));
      found.add(attempt + ": " + context.getHeartbeatDetails(String.class).orElse("nothing"));
      if (what.equals("silent")) {
        sleep(LONGER);
        return;
      }
      if (attempt == 1 && what.equals("fails after it has told")) {
        context.heartbeat("far");
        sleep(LONGER);
      }
      if (attempt < 3) {
        throw new IllegalStateException("Once more");
      }
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
