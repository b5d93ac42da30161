package org.distributedmonitor.acceptance;

import static org.awaitility.Awaitility.await;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.activity.PhaseDisplay;
import org.distributedmonitor.client.start.MonitorStarts;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedAws;
import org.distributedmonitor.worker.MonitorWorker;
import org.distributedmonitor.worker.NamespaceActivitiesImpl;
import software.amazon.awssdk.services.s3.model.S3Object;

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
  private final PausingHand hand;
  private final WorkflowServiceStubs forWorker;
  private final WorkflowServiceStubs forClient;
  private final WorkerFactory factory;
  private final WorkflowClient client;

  MonitorsInProcess(String address) {
    this(address, service -> phase -> PhaseDisplay.NOT_TO_BE_SET);
  }

  /** With another way to ask the server about its namespace. */
  MonitorsInProcess(String address, Function<WorkflowServiceStubs, NamespaceActivities> namespace) {
    this(
        address,
        SimulatedRegion.builder().clock(Clock.systemUTC()).queueDeletionLag(Duration.ZERO).build(),
        TIMING,
        namespace);
  }

  /** Monitors of this pace, of runs in this region. */
  public MonitorsInProcess(String address, SimulatedRegion region, Timing timing) {
    this(address, region, timing, service -> phase -> PhaseDisplay.NOT_TO_BE_SET);
  }

  /** One that shows its monitors' phases in Temporal's listings. */
  static MonitorsInProcess showingPhases(String address) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(address)
                .validateAndBuildWithDefaults());
    return new MonitorsInProcess(
        address, service -> new NamespaceActivitiesImpl(service, operator, "default"));
  }

  private MonitorsInProcess(
      String address,
      SimulatedRegion region,
      Timing timing,
      Function<WorkflowServiceStubs, NamespaceActivities> namespace) {
    this.region = region;
    this.timing = timing;
    WorkflowServiceStubsOptions.Builder server =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    forClient = WorkflowServiceStubs.newServiceStubs(server.build());
    forWorker =
        WorkflowServiceStubs.newServiceStubs(
            server.setGrpcClientInterceptors(List.of(instant)).build());
    client = client(forClient);
    hand = new PausingHand(forClient);
    factory = WorkerFactory.newInstance(client(forWorker), options());
    MonitorWorker.register(
        factory,
        TemporalNames.DEFAULT_TASK_QUEUE,
        SimulatedAws.regions(region),
        Clock.systemUTC(),
        namespace.apply(forClient));
    factory.start();
    region.faults().exportsTake(SECOND);
  }

  private WorkerFactoryOptions options() {
    WorkerInterceptor[] all =
        Stream.concat(Stream.of(hand), Arrays.stream(MonitorWorker.interceptors()))
            .toArray(WorkerInterceptor[]::new);
    return MonitorWorker.factoryOptions().toBuilder().setWorkerInterceptors(all).build();
  }

  /** What pauses activities. */
  PausingHand hand() {
    return hand;
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
    return request(run, fleetIds, timing);
  }

  /** The same with the hour as long as that: so long is everybody's patience. */
  MonitorRequest request(SimulatedRun run, List<String> fleetIds, Duration hour) {
    return request(run, fleetIds, timing.retryingEvery(hour));
  }

  private static MonitorRequest request(SimulatedRun run, List<String> fleetIds, Timing timing) {
    return new MonitorRequest(
        Runs.of(run), fleetIds, false, 1, timing, UUID.randomUUID().toString(), null);
  }

  /** As the starter starts. */
  public Registration start(MonitorRequest request) {
    String id = TemporalNames.workflowId(request.run().app());
    return new MonitorStarts(client, TemporalNames.DEFAULT_TASK_QUEUE)
        .start(id, request)
        .registration();
  }

  /** What monitors of runs called so have written into the bucket. */
  List<String> reports(String app) {
    return region
        .s3()
        .listObjectsV2(b -> b.bucket("simulated-bucket").prefix("monitors/" + app + "/report"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  public MonitorWorkflow monitor(String app) {
    return client.newWorkflowStub(MonitorWorkflow.class, TemporalNames.workflowId(app));
  }

  public MonitorStatus status(String app) {
    return monitor(app).status();
  }

  /** All that has happened in the monitor's newest execution. */
  List<HistoryEvent> history(String app) {
    return history(app, execution(app));
  }

  /** The same of each of its executions, the newest first. */
  List<List<HistoryEvent>> histories(String app) {
    List<List<HistoryEvent>> all = new ArrayList<>();
    for (String execution = execution(app); !execution.isEmpty(); ) {
      List<HistoryEvent> events = history(app, execution);
      all.add(events);
      execution =
          events.get(0).getWorkflowExecutionStartedEventAttributes().getContinuedExecutionRunId();
    }
    return all;
  }

  /** How many monitors this query of Temporal's listings finds. */
  long count(String query) {
    return client.countWorkflows(query).getCount();
  }

  /** As Temporal tells of the monitor's newest execution. */
  WorkflowExecutionDescription description(String app) {
    return WorkflowStub.fromTyped(monitor(app)).describe();
  }

  public String execution(String app) {
    return description(app).getExecution().getRunId();
  }

  /** What happened in one of the monitor's executions. */
  public List<HistoryEvent> history(String app, String execution) {
    return client.fetchHistory(TemporalNames.workflowId(app), execution).getEvents();
  }

  /** The worker takes nothing up for so long. */
  void awayFor(Duration time) {
    factory.suspendPolling();
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    factory.resumePolling();
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
