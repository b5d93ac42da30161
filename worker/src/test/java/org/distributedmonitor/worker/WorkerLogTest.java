package org.distributedmonitor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What the worker prints, by its own logging configuration, of what Temporal's SDK tells it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkerLogTest {

  private static final String QUEUE = "log";
  private static final String REPORTING =
      "ActivityWorker - Failure during reporting of activity result to the server. ";

  private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final SlowImpl slow = new SlowImpl();
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

  @BeforeEach
  void printAsTheWorkerDoes() throws JoranException {
    Worker worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(AsksImpl.class);
    worker.registerActivitiesImplementations(slow);
    temporal.start();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    logging.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logging);
    configurator.doConfigure(WorkerMain.class.getResource("/logback.xml"));
  }

  @AfterEach
  void printAsTestsDo() throws JoranException {
    temporal.close();
    System.setOut(console);
    logging.reset();
    new ContextInitializer(logging).autoConfig();
  }

  @Test
  void saysInOneLineThatAnAnswerIsNotAskedForAnyMore() throws InterruptedException {
    answerToNobody("ANSWER");

    assertThat(printed())
        .singleElement()
        .asString()
        .contains(" WARN ", REPORTING, "ActivityType = Work, ")
        .containsPattern("RunId=\\S+: NOT_FOUND: \\S+");
  }

  @Test
  void saysItInOneLineOfALookThatLearnsItByItsHeartbeat() throws InterruptedException {
    answerToNobody("HEARTBEAT");

    assertThat(printed()).singleElement().asString().contains(REPORTING, ": NOT_FOUND: ");
  }

  @Test
  void showsWhereAFaultComesFrom() {
    WorkflowStub asks = ask("FAIL");
    slow.release.countDown();
    asks.getResult(String.class);

    assertThat(printed())
        .hasSizeGreaterThan(2)
        .anyMatch(line -> line.contains(" Activity failure. "))
        .contains("java.lang.IllegalStateException: no such row")
        .anyMatch(line -> line.startsWith("\tat " + SlowImpl.class.getName() + ".work("));
  }

  private WorkflowStub ask(String how) {
    WorkflowStub asks =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "Asks", WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    asks.start(how);
    return asks;
  }

  /** The workflow is terminated while its activity works, which is what an outage comes to. */
  private void answerToNobody(String how) throws InterruptedException {
    WorkflowStub asks = ask(how);
    slow.begun.await();
    asks.terminate("for a test");
    slow.release.countDown();
    while (printed().stream().noneMatch(line -> line.contains(REPORTING))) {
      Thread.onSpinWait();
    }
  }

  private List<String> printed() {
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.contains("Server does not support worker heartbeats"))
        .toList();
  }

  /** Asks for one thing. */
  @WorkflowInterface
  public interface Asks {
    @WorkflowMethod(name = "Asks")
    String ask(String how);
  }

  /** Ends well whatever the answer is. */
  public static final class AsksImpl implements Asks {
    @Override
    public String ask(String how) {
      Slow slow =
          Workflow.newActivityStub(
              Slow.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(5))
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .build());
      try {
        return slow.work(how);
      } catch (ActivityFailure e) {
        return "failed";
      }
    }
  }

  /** Takes its time. */
  @ActivityInterface
  public interface Slow {
    String work(String how);
  }

  /** Takes it until it is let go. */
  public static final class SlowImpl implements Slow {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    public String work(String how) {
      begun.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (how.equals("HEARTBEAT")) {
        Activity.getExecutionContext().heartbeat("a look");
      }
      if (how.equals("FAIL")) {
        throw new IllegalStateException("no such row");
      }
      return how;
    }
  }
}
