package org.distributedmonitor.starter;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionConfig;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * A Temporal server that tells of runs what it was given. The test server in memory knows nothing
 * of workflow tasks that fail, nor of workers that are gone.
 */
final class ScriptedTemporal extends ActedTemporal {

  /** That the worker that had the newest task was killed in it. */
  static final HistoryEvent TIMED_OUT =
      HistoryEvent.newBuilder().setEventType(EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT).build();

  private final Map<String, DescribeWorkflowExecutionResponse> runs = new LinkedHashMap<>();
  private final Map<String, List<HistoryEvent>> backwards = new LinkedHashMap<>();
  private final Set<String> silent = new TreeSet<>();
  private final AtomicInteger described = new AtomicInteger();
  private boolean worker = true;

  int described() {
    return described.get();
  }

  ScriptedTemporal withoutWorker() {
    worker = false;
    return this;
  }

  /** A run whose queue was read then. */
  ScriptedTemporal watched(String app, Instant read) {
    PendingActivityInfo watch = watch(read, "STARTED").build();
    runs.put(id(app), running(app).addPendingActivities(watch).build());
    return this;
  }

  /** A run whose worker was killed, so that its watch waits for another since then. */
  ScriptedTemporal leftWaiting(String app, Instant since) {
    PendingActivityInfo watch =
        watch(since, "SCHEDULED").setScheduledTime(timestamp(since)).build();
    runs.put(id(app), running(app).addPendingActivities(watch).build());
    return this;
  }

  /** A run on which the worker stumbles for the so many-eth time. */
  ScriptedTemporal stumbling(String app, int attempt, HistoryEvent... newestFirst) {
    runs.put(
        id(app),
        running(app)
            .setPendingWorkflowTask(PendingWorkflowTaskInfo.newBuilder().setAttempt(attempt))
            .build());
    backwards.put(id(app), List.of(newestFirst));
    return this;
  }

  /** That the newest task failed in the workflow's own code. */
  static HistoryEvent failed(String type, String message) {
    HistoryEvent.Builder event =
        HistoryEvent.newBuilder().setEventType(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
    event
        .getWorkflowTaskFailedEventAttributesBuilder()
        .getFailureBuilder()
        .setMessage(message)
        .getApplicationFailureInfoBuilder()
        .setType(type);
    return event.build();
  }

  ScriptedTemporal ended(String app, String status, Instant at) {
    DescribeWorkflowExecutionResponse.Builder run = running(app);
    run.getWorkflowExecutionInfoBuilder()
        .setStatus(WorkflowExecutionStatus.valueOf("WORKFLOW_EXECUTION_STATUS_" + status))
        .setCloseTime(timestamp(at));
    runs.put(id(app), run.build());
    return this;
  }

  /** It is in the list, and its description never comes. */
  ScriptedTemporal undescribed(String app) {
    runs.put(id(app), running(app).build());
    silent.add(id(app));
    return this;
  }

  private static DescribeWorkflowExecutionResponse.Builder running(String app) {
    return DescribeWorkflowExecutionResponse.newBuilder()
        .setExecutionConfig(
            WorkflowExecutionConfig.newBuilder()
                .setTaskQueue(TaskQueue.newBuilder().setName(TemporalNames.DEFAULT_TASK_QUEUE)))
        .setWorkflowExecutionInfo(
            WorkflowExecutionInfo.newBuilder()
                .setExecution(
                    WorkflowExecution.newBuilder().setWorkflowId(id(app)).setRunId("run-" + app))
                .setType(WorkflowType.newBuilder().setName(TemporalNames.WORKFLOW_TYPE))
                .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .setStartTime(timestamp(Instant.now())));
  }

  private static PendingActivityInfo.Builder watch(Instant read, String state) {
    QueueSighting seen = QueueSighting.none().read(new QueueReading(read, 5, 3, 0), null);
    return PendingActivityInfo.newBuilder()
        .setActivityType(ActivityType.newBuilder().setName(TemporalNames.WATCH_ACTIVITY))
        .setState(PendingActivityState.valueOf("PENDING_ACTIVITY_STATE_" + state))
        .setHeartbeatDetails(Payloads.converter().toPayloads(seen).orElseThrow());
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
  }

  private static String id(String app) {
    return TemporalNames.workflowId(app);
  }

  @Override
  public void describeTaskQueue(
      DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> caller) {
    if (worker) {
      super.describeTaskQueue(request, caller);
    } else {
      answer(caller, DescribeTaskQueueResponse.getDefaultInstance());
    }
  }

  @Override
  public void describeWorkflowExecution(
      DescribeWorkflowExecutionRequest request,
      StreamObserver<DescribeWorkflowExecutionResponse> caller) {
    described.incrementAndGet();
    String id = request.getExecution().getWorkflowId();
    if (silent.contains(id)) {
      return;
    }
    if (runs.containsKey(id)) {
      answer(caller, runs.get(id));
    } else {
      super.describeWorkflowExecution(request, caller);
    }
  }

  @Override
  public void listWorkflowExecutions(
      ListWorkflowExecutionsRequest request,
      StreamObserver<ListWorkflowExecutionsResponse> caller) {
    ListWorkflowExecutionsResponse.Builder list = ListWorkflowExecutionsResponse.newBuilder();
    runs.values().forEach(run -> list.addExecutions(run.getWorkflowExecutionInfo()));
    answer(caller, list.build());
  }

  @Override
  public void getWorkflowExecutionHistoryReverse(
      GetWorkflowExecutionHistoryReverseRequest request,
      StreamObserver<GetWorkflowExecutionHistoryReverseResponse> caller) {
    answer(
        caller,
        GetWorkflowExecutionHistoryReverseResponse.newBuilder()
            .setHistory(
                History.newBuilder()
                    .addAllEvents(backwards.get(request.getExecution().getWorkflowId())))
            .build());
  }

  /** As a server answers while the tasks of a run fail for the first times. */
  @Override
  public void queryWorkflow(
      QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> caller) {
    caller.onError(Status.INVALID_ARGUMENT.withDescription("a query failed").asRuntimeException());
  }
}
