package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.EncodedValues;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicWorkflow;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.temporal.TemporalNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person is told of a worker that fails on the run, of a mended one, and of a dead one. */
@Timeout(600)
class WorkerFailsIT {
  private static final String APP = "2021_12_13_Project_Analysis";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CAUSE = "IllegalStateException: This version cannot watch.";

  @RegisterExtension static final Moto MOTO = new Moto();

  @Test
  void tellsAWorkerThatFailsFromOneThatIsDead() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named(APP).sized(2, 0, 3));
    try (Processes processes = Processes.of(WorkerFailsIT.class)) {
      TemporalDev temporal = TemporalDev.start(processes);
      Starter starter = new Starter(processes, temporal);
      String[] start = Quick.start(run.monitorFile(processes.directory()));

      try (FailingWorker unfit = new FailingWorker(temporal)) {
        unfit.begin();
        Starter.Outcome started = starter.run(start);
        assertThat(started.exitCode()).as(started.toString()).isZero();
        assertThat(started.stderr())
            .contains(
                "the worker fails on monitor-" + APP + ", so its run is not watched (" + CAUSE);
        assertToldOfTheFailure(starter, start);
      }

      WorkerProcess worker = WorkerProcess.start(processes, temporal, MOTO.front());
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertWatched(starter));

      worker.process().kill();
      Starter.Outcome status = starter.run("status", "--app", APP);
      assertThat(status.exitCode()).isEqualTo(4);
      assertThat(status.stderr()).startsWith("starter: no worker answers on the task queue ");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(5))
          .untilAsserted(() -> assertDead(starter.run("list")));
    }
  }

  private static void assertToldOfTheFailure(Starter starter, String... start) {
    Starter.Outcome status = starter.run("status", "--app", APP, "-o", "json");
    Starter.Outcome hold = starter.run("hold", "--for", "1h", "--app", APP);
    Starter.Outcome again = starter.run(start);
    Starter.Outcome list = starter.run("list");

    assertThat(status.exitCode()).isEqualTo(4);
    assertThat(status.json().get("workerFails").asText()).isEqualTo(CAUSE);
    assertThat(hold.exitCode()).isEqualTo(4);
    assertThat(hold.stderr()).hasLineCount(1).contains(CAUSE);
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.stderr())
        .contains("runs already, but the worker fails on it (" + CAUSE)
        .contains("this start was not added");
    assertThat(list.exitCode()).isEqualTo(4);
    assertThat(list.stdout())
        .contains(", worker fails  ")
        .contains(APP + ": the worker fails on it: " + CAUSE);
    assertThat(list.stderr())
        .startsWith("starter: the worker fails on a run, so it is not watched");
  }

  private static void assertWatched(Starter starter) {
    Starter.Outcome list = starter.run("list");
    assertThat(list.exitCode()).as(list.toString()).isZero();
    assertThat(list.stdout()).containsPattern(APP + "  WATCHING  \\d+ s ago ");
    assertThat(starter.run("status", "--app", APP).exitCode()).isZero();
  }

  private static void assertDead(Starter.Outcome list) {
    assertThat(list.exitCode()).as(list.toString()).isEqualTo(4);
    assertThat(list.stdout()).containsPattern(APP + "  WATCHING, no worker  \\d+ (s|min) ago ");
    assertThat(list.stderr()).startsWith("starter: no worker answers on the task queue ");
  }

  /** Takes every workflow for one that it cannot go on with. */
  public static final class Unfit implements DynamicWorkflow {
    @Override
    public Object execute(EncodedValues arguments) {
      throw new IllegalStateException("This version cannot watch.");
    }
  }

  private static final class FailingWorker implements AutoCloseable {
    private final WorkflowServiceStubs stubs;
    private final WorkerFactory factory;

    FailingWorker(TemporalDev temporal) {
      stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build());
      factory = WorkerFactory.newInstance(WorkflowClient.newInstance(stubs));
      factory
          .newWorker(TemporalNames.DEFAULT_TASK_QUEUE)
          .registerWorkflowImplementationTypes(Unfit.class);
    }

    void begin() {
      factory.start();
    }

    @Override
    public void close() {
      factory.shutdownNow();
      factory.awaitTermination(10, TimeUnit.SECONDS);
      stubs.shutdownNow();
    }
  }
}
