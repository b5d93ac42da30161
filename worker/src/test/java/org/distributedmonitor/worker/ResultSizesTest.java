package org.distributedmonitor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedmonitor.activity.FailureType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResultSizesTest {

  private static final String QUEUE = "lists";

  private final AtomicInteger tries = new AtomicInteger();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new ResultSizes())
                        .build())
                .build());
    Worker worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(OneListImpl.class);
    worker.registerActivitiesImplementations(new ListingImpl());
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void aResultThatTemporalTakesIsGivenToIt() {
    assertThat(list(1_800_000)).isEqualTo(1_800_000);
    assertThat(list(-1)).isEqualTo(-1);
  }

  @Test
  void aResultThatIsTooLargeIsToldAsThat() {
    WorkflowFailedException failed =
        catchThrowableOfType(WorkflowFailedException.class, () -> list(3_000_000));

    ApplicationFailure told = (ApplicationFailure) failed.getCause().getCause();
    assertThat(told.getType()).isEqualTo(FailureType.TOO_LARGE.name());
    assertThat(told.isNonRetryable()).isTrue();
    assertThat(told.getOriginalMessage())
        .isEqualTo(
            "The result of ListThings was too large: it has 3,000,031 bytes, and Temporal takes"
                + " 1,900,000");
    assertThat(tries).hasValue(1);
  }

  private int list(int length) {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(OneList.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
        .list(length);
  }

  @WorkflowInterface
  public interface OneList {
    @WorkflowMethod
    int list(int length);
  }

  public static final class OneListImpl implements OneList {
    @Override
    public int list(int length) {
      ActivityOptions options =
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).build();
      String things = Workflow.newActivityStub(Listing.class, options).listThings(length);
      return things == null ? -1 : things.length();
    }
  }

  @ActivityInterface
  public interface Listing {
    String listThings(int length);
  }

  private final class ListingImpl implements Listing {
    @Override
    public String listThings(int length) {
      tries.incrementAndGet();
      return length < 0 ? null : "x".repeat(length);
    }
  }
}
