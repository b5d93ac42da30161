package org.distributedmonitor.lambda;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import software.amazon.awssdk.core.sync.RequestBody;

/** The function beside a Temporal server, a worker and a bucket, all in this process. */
final class Bench implements AutoCloseable {

  static final String BUCKET = "bucket-name";
  static final String FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";
  static final String OTHER_FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99cd";

  private static final int MINUTE = 60_000;

  /** S3's; Temporal's is the real one. */
  final MovableClock clock = new MovableClock(Instant.now().minusSeconds(3600));

  final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();

  private final int port = freePort();
  private final PortBoundTestServer server = TestServer.createPortBoundServer(port);
  private final WorkflowServiceStubs stubs =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
  private final WorkflowClient client =
      WorkflowClient.newInstance(
          stubs, WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
  private final WorkerFactory workers = WorkerFactory.newInstance(client);
  private final AlarmHandler handler = handler(address());

  private Invocation last = new Invocation(MINUTE);

  Bench() {
    region.s3().createBucket(bucket -> bucket.bucket(BUCKET));
  }

  Bench withWorker() {
    return withWorkerOf(FakeMonitor.Impl.class);
  }

  /** With a worker whose monitors are of another version, for one. */
  Bench withWorkerOf(Class<?> monitor) {
    workers
        .newWorker(TemporalNames.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(monitor);
    workers.start();
    return this;
  }

  /** The function, with Temporal elsewhere. */
  AlarmHandler handler(String temporal) {
    return new AlarmHandler(
        Map.of("MONITOR_BUCKET", BUCKET, "TEMPORAL_ADDRESS", temporal),
        region.s3(),
        Timing.standard());
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** What came of the event. */
  List<String> send(String event) {
    return send(event, MINUTE);
  }

  List<String> send(String event, int remainingMillis) {
    return send(Events.read(event), remainingMillis);
  }

  List<String> send(SNSEvent event, int remainingMillis) {
    last = new Invocation(remainingMillis);
    return handler.handleRequest(event, last);
  }

  /** What the last call of the function logged. */
  List<String> logged() {
    return last.logged();
  }

  /** Writes a run's monitor file, at the clock's instant. */
  void write(String app, String fleet) {
    put(app, monitorFile(app, app + "Queue", fleet));
  }

  void put(String app, String content) {
    region
        .s3()
        .putObject(
            file -> file.bucket(BUCKET).key("monitors/" + app + "SpotFleetRequestId.json"),
            RequestBody.fromString(content));
  }

  static String monitorFile(String app, String queue, String fleet) {
    return """
        {"MONITOR_FLEET_ID": "%s", "MONITOR_APP_NAME": "%s", "MONITOR_ECS_CLUSTER": "default",
         "MONITOR_QUEUE_NAME": "%s", "MONITOR_BUCKET_NAME": "bucket-name",
         "MONITOR_LOG_GROUP_NAME": "%s", "MONITOR_START_TIME": "1649187798951"}
        """
        .formatted(fleet, app, queue, app);
  }

  FakeMonitor monitor(String app) {
    return client.newWorkflowStub(FakeMonitor.class, TemporalNames.workflowId(app));
  }

  /** The monitor's end, however it ends. */
  void awaitEnd(String app) {
    try {
      stub(app).getResult(String.class);
    } catch (RuntimeException e) {
      // How it ended is the test's affair.
    }
  }

  WorkflowStub stub(String app) {
    return client.newUntypedWorkflowStub(TemporalNames.workflowId(app));
  }

  Optional<WorkflowExecutionDescription> described(String app) {
    try {
      return Optional.of(stub(app).describe());
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    handler.close();
    workers.shutdownNow();
    workers.awaitTermination(5, TimeUnit.SECONDS);
    stubs.shutdownNow();
    server.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no port is free", e);
    }
  }
}
