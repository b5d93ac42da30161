package org.distributedmonitor.acceptance;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.function.Function;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/** What the server itself knows of the monitors: what the Web UI shows. */
public record Monitors(TemporalDev temporal) {

  /** The workflow ids of everything that ever ran. */
  public List<String> all() {
    return ask(client -> client.listExecutions("").map(Monitors::id).toList());
  }

  /** The run ids of all runs of one monitor. */
  public List<String> runsOf(String workflowId) {
    return ask(
        client ->
            client
                .listExecutions("WorkflowId='" + workflowId + "'")
                .map(found -> found.getExecution().getRunId())
                .toList());
  }

  public WorkflowExecutionDescription describe(String workflowId) {
    return ask(client -> client.newUntypedWorkflowStub(workflowId).describe());
  }

  /** The schedule as it is described to the Web UI. */
  ScheduleDescription schedule(String id) {
    return ask(client -> schedules(client).getHandle(id).describe());
  }

  /** As {@code auto-monitor enable} has left it, which a worker has to be there for. */
  void enableAutoMonitor(AutoMonitor order) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(TemporalNames.scanWorkflowId(order.folder()))
            .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
            .build();
    Schedule schedule =
        Schedule.newBuilder()
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType("AutoMonitorWorkflow")
                    .setArguments(order)
                    .setOptions(options)
                    .build())
            .setSpec(
                ScheduleSpec.newBuilder()
                    .setIntervals(List.of(new ScheduleIntervalSpec(order.every())))
                    .build())
            .build();
    ask(
        client ->
            schedules(client)
                .createSchedule(
                    TemporalNames.scheduleId(order.folder()),
                    schedule,
                    ScheduleOptions.newBuilder().setTriggerImmediately(true).build()));
  }

  private static ScheduleClient schedules(WorkflowClient client) {
    return ScheduleClient.newInstance(
        client.getWorkflowServiceStubs(),
        ScheduleClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
  }

  <T> T result(String workflowId, Class<T> type) {
    return ask(client -> client.newUntypedWorkflowStub(workflowId).getResult(type));
  }

  /** What the Web UI calls the activities of a workflow, in their order. */
  List<String> activitySummaries(String workflowId) {
    return ask(
        client ->
            client.fetchHistory(workflowId).getEvents().stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(event -> text(client, event.getUserMetadata().getSummary()))
                .toList());
  }

  private static String text(WorkflowClient client, Payload payload) {
    return client.getOptions().getDataConverter().fromPayload(payload, String.class, String.class);
  }

  /** What is on now of this kind. */
  List<String> running(String workflowType) {
    String query = "WorkflowType='" + workflowType + "' AND ExecutionStatus='Running'";
    return ask(client -> client.listExecutions(query).map(Monitors::id).toList());
  }

  void terminate(String workflowId) {
    ask(
        client -> {
          client.newUntypedWorkflowStub(workflowId).terminate("for a test");
          return null;
        });
  }

  private static String id(WorkflowExecutionMetadata found) {
    return found.getExecution().getWorkflowId();
  }

  private <T> T ask(Function<WorkflowClient, T> question) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build());
    try {
      return question.apply(
          WorkflowClient.newInstance(
              stubs,
              WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build()));
    } finally {
      stubs.shutdownNow();
    }
  }
}
