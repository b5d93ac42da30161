package org.distributedmonitor.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.enums.v1.ApplicationErrorCategory;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;
import org.junit.jupiter.api.Test;

final class ViewTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void takesTheSightingOfTheWatchInProgress() {
    QueueSighting seen = QueueSighting.none().read(new QueueReading(NOON, 5, 3, 0), null);

    View view = view(watch(seen));

    assertThat(view.newest()).isEqualTo(seen);
    assertThat(view.execution().waiting()).isEmpty();
  }

  @Test
  void doesWithoutAHeartbeatItCannotRead() {
    PendingActivityInfo unreadable =
        activity(TemporalNames.WATCH_ACTIVITY)
            .setHeartbeatDetails(Payloads.converter().toPayloads("something else").orElseThrow())
            .build();

    assertThat(view(unreadable).newest()).isNull();
  }

  @Test
  void tellsWhatIsTriedAgainFromWhatIsWaitedFor() {
    View view =
        view(
            failed(
                "DeleteQueue",
                "AWS cannot be reached.",
                ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_UNSPECIFIED),
            failed(
                "ExportLogs",
                "Another export is running.",
                ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_BENIGN));

    assertThat(view.text(new Surroundings(Map.of(), System.in, System.out, System.err)))
        .contains(
            """
            Under way
              - trying again (attempt 3): AWS cannot be reached.
              - waiting: Another export is running.
            """);
  }

  @Test
  void saysOfAMonitorThatWasTerminatedThatItsRunMayBeOn() {
    assertThat(ended("TERMINATED"))
        .startsWith("monitor-Plate7: ended without a report (terminated, ")
        .endsWith(
            "); the run may still be on, and nobody watches it\n"
                + "To do      starter start --file FILE watches it again\n");
  }

  @Test
  void saysOfOneThatWasCancelledWhoWouldShowItsReport() {
    assertThat(ended("CANCELED"))
        .startsWith("monitor-Plate7: was cancelled at ")
        .endsWith(", and no worker answers who could show its report\n");
  }

  private static String ended(String how) {
    DescribeWorkflowExecutionResponse described =
        DescribeWorkflowExecutionResponse.newBuilder()
            .setWorkflowExecutionInfo(
                WorkflowExecutionInfo.newBuilder()
                    .setStatus(WorkflowExecutionStatus.valueOf("WORKFLOW_EXECUTION_STATUS_" + how)))
            .build();
    Execution execution = new Execution("monitor-Plate7", described);
    return new View(execution, Optional.empty(), Optional.empty(), Optional.empty())
        .text(new Surroundings(Map.of(), System.in, System.out, System.err));
  }

  private static View view(PendingActivityInfo... pending) {
    DescribeWorkflowExecutionResponse.Builder described =
        DescribeWorkflowExecutionResponse.newBuilder()
            .setWorkflowExecutionInfo(
                WorkflowExecutionInfo.newBuilder()
                    .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING));
    for (PendingActivityInfo each : pending) {
      described.addPendingActivities(each);
    }
    Execution execution = new Execution("monitor-Plate7", described.build());
    return new View(execution, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static PendingActivityInfo watch(QueueSighting seen) {
    return activity(TemporalNames.WATCH_ACTIVITY)
        .setHeartbeatDetails(Payloads.converter().toPayloads(seen).orElseThrow())
        .setLastFailure(Failure.newBuilder().setMessage("5 jobs waiting, 3 in process"))
        .build();
  }

  private static PendingActivityInfo failed(
      String type, String message, ApplicationErrorCategory category) {
    return activity(type)
        .setAttempt(3)
        .setLastFailure(
            Failure.newBuilder()
                .setMessage(message)
                .setApplicationFailureInfo(
                    ApplicationFailureInfo.newBuilder().setCategory(category)))
        .build();
  }

  private static PendingActivityInfo.Builder activity(String type) {
    return PendingActivityInfo.newBuilder()
        .setActivityType(ActivityType.newBuilder().setName(type));
  }
}
