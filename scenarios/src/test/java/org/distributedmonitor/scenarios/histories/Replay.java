package org.distributedmonitor.scenarios.histories;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.worker.MonitorWorker;

/**
 * Replays histories with a worker as it is in production, with its own data converter: without a
 * worker the replayer takes Temporal's, which does not bear what a newer version added.
 */
final class Replay implements AutoCloseable {

  private final TestWorkflowEnvironment env;
  private final Worker worker;

  /** By a worker as it is. */
  Replay() {
    this(new WorkerInterceptor[0]);
    MonitorWorker.registerWorkflows(worker);
  }

  /** By another implementation of the monitor, or by one whose calls are meddled with. */
  Replay(Class<?> monitor, WorkerInterceptor... between) {
    this(between);
    worker.registerWorkflowImplementationTypes(monitor);
  }

  private Replay(WorkerInterceptor... between) {
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(between).build())
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    worker = env.newWorker(TemporalNames.DEFAULT_TASK_QUEUE);
  }

  /** Fails if the workflow does not do again what the history says. */
  void of(WorkflowExecutionHistory history) {
    try {
      WorkflowReplayer.replayWorkflowExecution(history, worker);
    } catch (Exception e) {
      throw new AssertionError("It is not replayed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    env.close();
  }
}
