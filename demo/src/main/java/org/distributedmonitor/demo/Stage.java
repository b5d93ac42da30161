package org.distributedmonitor.demo;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.activity.PhaseDisplay;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.SimulatedAws;
import org.distributedmonitor.testkit.server.ServerClock;
import org.distributedmonitor.worker.MonitorWorker;

/**
 * Temporal's time-skipping server, a simulated AWS on the server's clock, and the worker that would
 * run in production, in this process.
 */
final class Stage implements AutoCloseable {

  /** A Monday morning, before the demo's run begins at nine. */
  static final Instant BEGIN = Instant.parse("2026-03-02T08:40:00Z");

  /** Hung up questions come back to those who asked them in far less. */
  private static final Duration HANGING_UP = Duration.ofMillis(300);

  private final TestWorkflowEnvironment env;
  private final SimulatedRegion region;
  private final OpenPolls polls = new OpenPolls();
  private final WorkerFactory factory;
  private final WorkflowClient client;
  private LoneClock cut;

  Stage(long seed) {
    WorkflowClientOptions options =
        WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build();
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setInitialTime(BEGIN)
                .setWorkflowClientOptions(options)
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(polls))
                        .build())
                .build());
    ServerClock clock = new ServerClock(env);
    region = SimulatedRegion.builder().clock(clock).seed(seed).build();
    // This server has no attribute of the monitor's.
    NamespaceActivities namespace = phase -> PhaseDisplay.NOT_TO_BE_SET;
    factory = env.getWorkerFactory();
    MonitorWorker.register(
        factory, TemporalNames.DEFAULT_TASK_QUEUE, SimulatedAws.regions(region), clock, namespace);
    env.start();
    // The environment's own client lets time run while it waits; this one only asks.
    client = WorkflowClient.newInstance(env.getWorkflowServiceStubs(), options);
  }

  SimulatedRegion region() {
    return region;
  }

  WorkflowClient client() {
    return client;
  }

  Instant now() {
    return Instant.ofEpochMilli(env.currentTimeMillis());
  }

  /** Lets this much of the run's time pass. */
  void pass(Duration time) {
    env.sleep(time);
  }

  /** From when this comes back on, the worker hears nothing of Temporal. */
  void cutOff() {
    factory.suspendPolling();
    polls.hangUp();
    Pace.rest(HANGING_UP);
  }

  /** Lets time pass while the worker is cut off. */
  void passCutOff(Duration time, IntSupplier waitingTasks) {
    if (cut == null) {
      cut = new LoneClock(env, waitingTasks);
    }
    cut.pass(time);
  }

  void reconnect() {
    if (cut != null) {
      cut.restore();
      cut = null;
    }
    factory.resumePolling();
  }

  @Override
  public void close() {
    env.close();
  }
}
