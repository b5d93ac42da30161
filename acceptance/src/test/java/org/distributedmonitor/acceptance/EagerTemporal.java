package org.distributedmonitor.acceptance;

import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;

/**
 * A real Temporal server that suggests to continue as new after a few dozen events already: what a
 * usual one does once in a day or two, it does every few seconds.
 */
public final class EagerTemporal {

  private static final Duration TO_START = Duration.ofSeconds(60);

  private final String address;

  private EagerTemporal(String address) {
    this.address = address;
  }

  /** One whose listings show the phases of monitors. */
  public static EagerTemporal start(Processes processes, int events) {
    int port = Repository.freePort();
    processes.start(
        "temporal",
        Map.of(),
        TemporalDev.command(processes),
        "server",
        "start-dev",
        "--headless",
        "--ip",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--log-level",
        "error",
        "--search-attribute",
        "MonitorPhase=Keyword",
        "--dynamic-config-value",
        "limit.historyCount.suggestContinueAsNew=" + events);
    EagerTemporal server = new EagerTemporal("127.0.0.1:" + port);
    await("Temporal").atMost(TO_START).until(server::answers);
    return server;
  }

  public String address() {
    return address;
  }

  private boolean answers() {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    try {
      stubs.blockingStub().getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }
}
