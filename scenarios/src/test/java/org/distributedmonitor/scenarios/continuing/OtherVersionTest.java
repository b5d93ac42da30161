package org.distributedmonitor.scenarios.continuing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker goes on from a state that another version has carried over to its execution. */
@Timeout(60)
class OtherVersionTest {

  private static final String APP = "Plates";
  private static final String REFUSED = "sqs:DeleteQueue";
  private static final ObjectMapper MAPPER = Payloads.mapper();

  @RegisterExtension final MonitorHarness harness = MonitorHarness.continuingAfter(120);

  @Test
  void anOlderWorkerGoesOnFromWhatItDoesNotKnow() throws Exception {
    ObjectNode request = carriedWhileBlocked();
    ObjectNode state = (ObjectNode) request.get("carried");
    state.put("addedLater", 7).withObject("/phase").put("phase", "ADDED_LATER");
    ObjectNode results = state.withObject("/cleanup/results");
    results.set("ADDED_LATER", results.get("DELETE_QUEUE").deepCopy());
    results.withObject("/ADDED_LATER").put("step", "ADDED_LATER");
    results.withObject("/DELETE_CLUSTER/outcome").put("kind", "ADDED_LATER");
    state.withObject("/orders").put("addedLater", true);

    goOnFrom(request);
    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.steps()).extracting(StepResult::step).contains(Step.DELETE_QUEUE);
    assertThat(harness.region().calls().count("sqs:DeleteQueue")).isPositive();
  }

  @Test
  void aNewerWorkerGoesOnFromAStateWithoutWhatWasAddedSince() throws Exception {
    ObjectNode request = carriedWhileBlocked();
    ObjectNode state = (ObjectNode) request.get("carried");
    Map<String, Set<String>> known =
        Map.of(
            "assignment", Set.of("run", "since"),
            "phase", Set.of("phase"),
            "cleanup", Set.of("frozen", "results"),
            "exports", Set.of("until"));
    state.retain(known.keySet());
    known.forEach((part, fields) -> state.withObject("/" + part).retain(fields));

    goOnFrom(request);
    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
  }

  /** What a monitor carries over whose queue cannot be deleted; it is not refused any more. */
  private ObjectNode carriedWhileBlocked() throws Exception {
    harness.region().faults().refuse(REFUSED);
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), now -> now.phase() == Phase.NEEDS_ATTENTION);
    String first = harness.execution(APP).getRunId();
    harness.passUntil(
        APP, Duration.ofHours(9), now -> !harness.execution(APP).getRunId().equals(first));
    harness.region().faults().allow(REFUSED);
    return (ObjectNode)
        MAPPER.readTree(
            harness
                .client()
                .fetchHistory(TemporalNames.workflowId(APP))
                .getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput()
                .getPayloads(0)
                .getData()
                .toStringUtf8());
  }

  private void goOnFrom(JsonNode request) {
    WorkflowStub.fromTyped(harness.monitor(APP)).terminate("Another version takes over");
    harness
        .client()
        .newUntypedWorkflowStub(
            TemporalNames.WORKFLOW_TYPE,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                .setWorkflowId(TemporalNames.workflowId(APP))
                .build())
        .start(request);
  }
}
