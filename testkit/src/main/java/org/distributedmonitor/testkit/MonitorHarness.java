package org.distributedmonitor.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.plan.workflow.PlanWorkflow;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.server.EndedMeanwhile;
import org.distributedmonitor.testkit.server.PayloadSizes;
import org.distributedmonitor.testkit.server.ServerClock;
import org.distributedmonitor.testkit.server.SkippedTime;
import org.distributedmonitor.testkit.server.SoonerAsNew;
import org.distributedmonitor.testkit.server.TestNamespace;
import org.distributedmonitor.worker.MonitorWorker;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real workflow and the real activities over a simulated region, on Temporal's time-skipping
 * server: hours of a run pass in a second, and the region's clock is the server's. A field of a
 * test class with {@code @RegisterExtension} is each test's own.
 */
public final class MonitorHarness implements AutoCloseable, AfterEachCallback {

  public static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

  /** Who works and asks here; what is recorded names no machine. */
  public static final String IDENTITY = "test";

  private static final String WORKER =
      "arn:aws:sts::123456789012:assumed-role/worker/i-0123456789abcdef0";

  private final TestWorkflowEnvironment env;
  private final SimulatedRegion region;
  private final SkippedTime time;
  private final SoonerAsNew sooner = new SoonerAsNew();
  private final EndedMeanwhile ended = new EndedMeanwhile();
  private final PayloadSizes sizes = new PayloadSizes();

  public MonitorHarness() {
    this(42L);
  }

  public MonitorHarness(long seed) {
    this(seed, memory().build());
  }

  private MonitorHarness(long seed, WorkerFactoryOptions memory) {
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setInitialTime(BEGIN)
                .setWorkerFactoryOptions(memory)
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(sooner, ended, sizes))
                        .build())
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .setIdentity(IDENTITY)
                        .build())
                .build());
    Clock clock = new ServerClock(env);
    region = SimulatedRegion.builder().clock(clock).seed(seed).caller(WORKER).build();
    env.registerSearchAttribute(
        TemporalNames.PHASE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    NamespaceActivities namespace = new TestNamespace(env::getWorkflowClient);
    MonitorWorker.register(
        env.getWorkerFactory(),
        TemporalNames.DEFAULT_TASK_QUEUE,
        SimulatedAws.regions(region),
        clock,
        namespace);
    env.start();
    time = new SkippedTime(env, ended.inHand());
  }

  private static WorkerFactoryOptions.Builder memory() {
    return WorkerFactoryOptions.newBuilder().setWorkerInterceptors(MonitorWorker.interceptors());
  }

  /** One whose activities go wrong before the worker's own code hears of them. */
  public static MonitorHarness meddledOutside(WorkerInterceptor with) {
    return meddled(Stream.concat(Stream.of(MonitorWorker.interceptors()), Stream.of(with)));
  }

  /** One whose activities go wrong in their own code. */
  public static MonitorHarness meddledInside(WorkerInterceptor with) {
    return meddled(Stream.concat(Stream.of(with), Stream.of(MonitorWorker.interceptors())));
  }

  private static MonitorHarness meddled(Stream<WorkerInterceptor> interceptors) {
    return new MonitorHarness(
        42L,
        WorkerFactoryOptions.newBuilder()
            .setWorkerInterceptors(interceptors.toArray(WorkerInterceptor[]::new))
            .build());
  }

  /** One whose server suggests to continue as new after so many events already. */
  public static MonitorHarness continuingAfter(long events) {
    MonitorHarness harness = new MonitorHarness();
    harness.sooner.after(events);
    return harness;
  }

  /** The same, with a worker that remembers one workflow: any other has it forget this one. */
  public static MonitorHarness forgettingAndContinuingAfter(long events) {
    WorkerFactoryOptions memory = memory().setWorkflowCacheSize(1).build();
    MonitorHarness harness = new MonitorHarness(42L, memory);
    harness.sooner.after(events);
    return harness;
  }

  /** Has the monitor continue as new at its next chance. */
  public void continueAsNew(String app) {
    sooner.after(historyLength(app) + 1);
  }

  public SimulatedRegion region() {
    return region;
  }

  public WorkflowClient client() {
    return env.getWorkflowClient();
  }

  public Instant now() {
    return Instant.ofEpochMilli(env.currentTimeMillis());
  }

  public SimulatedRun setUp(RunSpec.Builder spec) {
    return region.setUp(spec.build());
  }

  /** Lets this much of the run's time pass. */
  public void pass(Duration howLong) {
    time.pass(howLong);
  }

  /** Lets time pass, a minute at a time, until the status is as wanted; fails after the limit. */
  public MonitorStatus passUntil(String app, Duration limit, Predicate<MonitorStatus> wanted) {
    Instant end = now().plus(limit);
    MonitorStatus status = status(app);
    while (!wanted.test(status)) {
      if (now().isAfter(end)) {
        throw new AssertionError("Not within " + limit + "; the status is " + status);
      }
      pass(Duration.ofMinutes(1));
      status = status(app);
    }
    return status;
  }

  public MonitorRequest request(SimulatedRun run) {
    return request(run, run.fleetIds());
  }

  /** A start that knows of these fleets. */
  public MonitorRequest request(SimulatedRun run, List<String> fleetIds) {
    return new MonitorRequest(
        Runs.of(run), fleetIds, false, 1, Timing.standard(), UUID.randomUUID().toString(), null);
  }

  public MonitorWorkflow watch(SimulatedRun run) {
    return watch(request(run));
  }

  /** Starts a monitor and comes back at once. */
  public MonitorWorkflow watch(MonitorRequest request) {
    MonitorWorkflow monitor =
        client()
            .newWorkflowStub(
                MonitorWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                    .setWorkflowId(TemporalNames.workflowId(request.run().app()))
                    .build());
    WorkflowClient.start(monitor::monitor, request);
    return monitor;
  }

  /** Plans a clean-up, and changes nothing. */
  public RunPlan plan(PlanOrder order) {
    return client()
        .newWorkflowStub(
            PlanWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                .setWorkflowId(TemporalNames.planWorkflowId(order.run().app(), "test"))
                .build())
        .plan(order);
  }

  /** A handle of the monitor of this application. */
  public MonitorWorkflow monitor(String app) {
    return client().newWorkflowStub(MonitorWorkflow.class, TemporalNames.workflowId(app));
  }

  /** The monitor that goes by this name now, whichever may go by it later. */
  public MonitorWorkflow present(String app) {
    return client()
        .newWorkflowStub(
            MonitorWorkflow.class,
            WorkflowTargetOptions.newBuilder().setWorkflowExecution(execution(app)).build());
  }

  public MonitorStatus status(String app) {
    return monitor(app).status();
  }

  /**
   * Lets time pass until the monitor has ended, in steps: waiting for the result itself would let
   * the server jump years ahead once nothing runs any more.
   */
  public MonitorReport report(String app) {
    Instant end = now().plus(Duration.ofDays(30));
    while (status(app).phase() != Phase.FINISHED) {
      if (now().isAfter(end)) {
        throw new AssertionError("The monitor does not end; its status is " + status(app));
      }
      pass(Duration.ofMinutes(10));
    }
    return Ending.reportOf(this, app);
  }

  /** The number of events in the history of the monitor's newest execution. */
  public long historyLength(String app) {
    return client().fetchHistory(TemporalNames.workflowId(app)).getEvents().size();
  }

  public WorkflowExecution execution(String app) {
    return WorkflowStub.fromTyped(monitor(app)).describe().getExecution();
  }

  /** The largest payloads that went to the server. */
  public PayloadSizes sizes() {
    return sizes;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    close();
  }

  @Override
  public void close() {
    env.close();
    sizes.check();
  }
}
