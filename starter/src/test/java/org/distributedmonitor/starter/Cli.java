package org.distributedmonitor.starter;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;
import io.temporal.worker.WorkerFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/** The command in this process, against a Temporal server and a worker in this process. */
final class Cli implements AutoCloseable {

  private final int port = freePort();
  private final PortBoundTestServer server = TestServer.createPortBoundServer(port);
  private final WorkflowServiceStubs stubs =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
  private final WorkerFactory workers =
      WorkerFactory.newInstance(
          WorkflowClient.newInstance(
              stubs,
              WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build()));

  /** What a command did. */
  record Done(int exitCode, String out, String err) {}

  Cli withWorker() {
    workers
        .newWorker(TemporalNames.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(FakeMonitor.class, FakePlan.class);
    workers.start();
    return this;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  Done run(String... args) {
    return run(Map.of(), "", args);
  }

  /** With someone at the terminal who answers so. */
  Done answering(String answer, String... args) {
    return run(Map.of(Surroundings.READS_FROM_TERMINAL, "yes"), answer, args);
  }

  Done run(Map<String, String> more, String typed, String... args) {
    Map<String, String> env = new HashMap<>(Map.of("TEMPORAL_ADDRESS", address()));
    env.putAll(more);
    return execute(env, typed, args);
  }

  static Done execute(Map<String, String> env, String typed, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    int exitCode = Main.run(args, env, in, stream(out), stream(err));
    return new Done(exitCode, text(out), text(err));
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.awaitTermination(5, TimeUnit.SECONDS);
    stubs.shutdownNow();
    server.close();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no port is free", e);
    }
  }
}
