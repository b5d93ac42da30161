package org.distributedmonitor.acceptance;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.acceptance.contract.SimulatedClients;
import org.distributedmonitor.activity.PhaseDisplay;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Registration;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.MonitorStarts;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.worker.MonitorWorker;
import org.distributedmonitor.workflow.MonitorWorkflow;

/**
 * A worker in this process, on a real server and a simulated AWS, whose talk to the server can be
 * held up.
 */
public final class MonitorsInProcess implements AutoCloseable {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The whole of a run that nobody has jobs for takes some seconds. */
  private static final Timing TIMING =
      new Timing(
          SECOND,
          Duration.ofSeconds(5),
          Duration.ofSeconds(8),
          SECOND,
          Duration.ZERO,
          SECOND,
          Duration.ofHours(1),
          true);

  private final SimulatedRegion region;
  private final Timing timing;
  private final AtThatInstant instant = new AtThatInstant();
  private final WorkflowServiceStubs forWorker;
  private final WorkflowServiceStubs forClient;
  private final WorkerFactory factory;
  private final WorkflowClient client;

  MonitorsInProcess(String address) {
    this(
        address,
        SimulatedRegion.builder().clock(Clock.systemUTC()).queueDeletionLag(Duration.ZERO).build(),
        TIMING);
  }

  /** Monitors of this pace, of runs in this region. */
  public MonitorsInProcess(String address, SimulatedRegion region, Timing timing) {
    this.region = region;
    this.timing = timing;
    WorkflowServiceStubsOptions.Builder server =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    forClient = WorkflowServiceStubs.newServiceStubs(server.build());
    forWorker =
        WorkflowServiceStubs.newServiceStubs(
            server.setGrpcClientInterceptors(List.of(instant)).build());
    client = client(forClient);
    factory = WorkerFactory.newInstance(client(forWorker), MonitorWorker.factoryOptions());
    MonitorWorker.register(
        factory,
        TemporalNames.DEFAULT_TASK_QUEUE,
        run -> SimulatedClients.of(region),
        Clock.systemUTC(),
        phase -> PhaseDisplay.NOT_TO_BE_SET);
    factory.start();
    region.faults().exportsTake(SECOND);
  }

  AtThatInstant instant() {
    return instant;
  }

  public SimulatedRegion region() {
    return region;
  }

  /** A run without machines, which would take minutes to end, and without jobs. */
  SimulatedRun setUp(String app) {
    return region.setUp(RunSpec.builder(app).machines(0).jobs(0).build());
  }

  public MonitorRequest request(SimulatedRun run, List<String> fleetIds) {
    RunSpec spec = run.spec();
    Run named =
        new Run(
            spec.app(),
            spec.cluster(),
            spec.queue(),
            spec.bucket(),
            spec.logGroup(),
            Instant.ofEpochMilli(run.startedAtMillis()),
            spec.cleanDashboard(),
            "");
    return new MonitorRequest(
        named, fleetIds, false, 1, timing, UUID.randomUUID().toString(), null);
  }

  /** As the starter starts. */
  public Registration start(MonitorRequest request) {
    String id = TemporalNames.workflowId(request.run().app());
    return new MonitorStarts(client, TemporalNames.DEFAULT_TASK_QUEUE)
        .start(id, request)
        .registration();
  }

  public MonitorWorkflow monitor(String app) {
    return client.newWorkflowStub(MonitorWorkflow.class, TemporalNames.workflowId(app));
  }

  public MonitorStatus status(String app) {
    return monitor(app).status();
  }

  public String execution(String app) {
    return WorkflowStub.fromTyped(monitor(app)).describe().getExecution().getRunId();
  }

  /** What happened in one of the monitor's executions. */
  public List<HistoryEvent> history(String app, String execution) {
    return client.fetchHistory(TemporalNames.workflowId(app), execution).getEvents();
  }

  private static WorkflowClient client(WorkflowServiceStubs stubs) {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
  }

  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(10, TimeUnit.SECONDS);
    forWorker.shutdownNow();
    forClient.shutdownNow();
  }
}
