package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(1200)
class TemporalDevIT {

  @Test
  void keepsItsRunsWhenItIsEndedAndStartedAgain() throws Exception {
    try (Processes processes = Processes.of(TemporalDevIT.class)) {
      TemporalDev server = TemporalDev.start(processes);
      assertReady(server);
      startRun(server, "monitor-2021_12_13_Project_Analysis");

      server.process().terminate();

      assertThat(server.process().exitCode(Duration.ofSeconds(20))).isEqualTo(143);
      server.startAgain();
      assertReady(server);
      assertThat(runStatus(server, "monitor-2021_12_13_Project_Analysis"))
          .isEqualTo("WORKFLOW_EXECUTION_STATUS_RUNNING");
    }
  }

  @Test
  void saysThatItsPortIsTakenInsteadOfJoiningAStranger() {
    try (Processes processes = Processes.of(TemporalDevIT.class)) {
      TemporalDev server = TemporalDev.start(processes);
      String port = server.address().split(":")[1];

      RunningProcess second =
          processes.start("second", Map.of(), Repository.script("temporal-dev"), "--port", port);

      assertThat(second.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
      assertThat(second.stderr()).contains("port " + port + " is in use");
    }
  }

  @Test
  void namesWhatIsMissingWhenItCanNeitherFindNorBuildTemporal() {
    try (Processes processes = Processes.of(TemporalDevIT.class)) {
      Map<String, String> bare =
          Map.of("PATH", "/usr/bin:/bin", "XDG_CACHE_HOME", processes.directory().toString());

      RunningProcess start =
          processes.start("bare", bare, Repository.script("temporal-dev"), "--prepare");

      assertThat(start.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
      assertThat(start.stderr())
          .startsWith("temporal-dev: neither 'temporal' nor 'go' is on the PATH: install ")
          .hasLineCount(1);
    }
  }

  private static void assertReady(TemporalDev server) throws Exception {
    assertThat(retentionDays(server)).isEqualTo(90);
    assertThat(searchAttributes(server))
        .containsEntry("MonitorPhase", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .doesNotContainKey("MonitorApp");
    HttpRequest page = HttpRequest.newBuilder(URI.create(server.webUi())).build();
    int status = HttpClient.newHttpClient().send(page, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }

  private static WorkflowServiceStubs connect(TemporalDev server) {
    return WorkflowServiceStubs.newConnectedServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build(),
        Duration.ofSeconds(10));
  }

  private static long retentionDays(TemporalDev server) {
    WorkflowServiceStubs stubs = connect(server);
    DescribeNamespaceRequest request =
        DescribeNamespaceRequest.newBuilder().setNamespace("default").build();
    var config = stubs.blockingStub().describeNamespace(request).getConfig();
    stubs.shutdownNow();
    return Durations.toDays(config.getWorkflowExecutionRetentionTtl());
  }

  private static Map<String, IndexedValueType> searchAttributes(TemporalDev server) {
    OperatorServiceStubs stubs =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .validateAndBuildWithDefaults());
    ListSearchAttributesRequest request =
        ListSearchAttributesRequest.newBuilder().setNamespace("default").build();
    Map<String, IndexedValueType> attributes =
        stubs.blockingStub().listSearchAttributes(request).getCustomAttributesMap();
    stubs.shutdownNow();
    return attributes;
  }

  private static void startRun(TemporalDev server, String id) {
    WorkflowServiceStubs stubs = connect(server);
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue("nobody-listens").build();
    WorkflowClient.newInstance(stubs).newUntypedWorkflowStub("Waiting", options).start();
    stubs.shutdownNow();
  }

  private static String runStatus(TemporalDev server, String id) {
    WorkflowServiceStubs stubs = connect(server);
    WorkflowStub run = WorkflowClient.newInstance(stubs).newUntypedWorkflowStub(id);
    String status = run.describe().getStatus().name();
    stubs.shutdownNow();
    return status;
  }
}
