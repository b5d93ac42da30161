package org.distributedmonitor.testkit.server;

import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.Channel;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a workflow cancels in the answer to its task. */
record Cancellations(RespondWorkflowTaskCompletedRequest answer, WorkflowExecution workflow) {

  /** A timer this near its end may go off before the answer has come to the server. */
  private static final long SOON_MILLIS = 50;

  /** Whether one of them has ended, or is about to. */
  boolean tooLate(Channel server) {
    Set<Long> activities =
        answer.getCommandsList().stream()
            .filter(Command::hasRequestCancelActivityTaskCommandAttributes)
            .map(c -> c.getRequestCancelActivityTaskCommandAttributes().getScheduledEventId())
            .collect(Collectors.toSet());
    Set<String> timers =
        answer.getCommandsList().stream()
            .filter(Command::hasCancelTimerCommandAttributes)
            .map(command -> command.getCancelTimerCommandAttributes().getTimerId())
            .collect(Collectors.toSet());
    if (activities.isEmpty() && timers.isEmpty()) {
      return false;
    }
    WorkflowServiceBlockingStub temporal = WorkflowServiceGrpc.newBlockingStub(server);
    List<HistoryEvent> history = history(temporal);
    return oneHasEnded(activities, history, temporal) || oneEnds(timers, history, server);
  }

  private boolean oneHasEnded(
      Set<Long> activities, List<HistoryEvent> history, WorkflowServiceBlockingStub temporal) {
    Set<String> running = running(temporal);
    return history.stream()
        .filter(event -> activities.contains(event.getEventId()))
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityId())
        .anyMatch(activity -> !running.contains(activity));
  }

  private static boolean oneEnds(Set<String> timers, List<HistoryEvent> history, Channel server) {
    Timestamp soon = Timestamps.add(now(server), Durations.fromMillis(SOON_MILLIS));
    return history.stream()
        .filter(event -> timers.contains(event.getTimerStartedEventAttributes().getTimerId()))
        .anyMatch(event -> Timestamps.compare(end(event), soon) <= 0);
  }

  private static Timestamp end(HistoryEvent timer) {
    return Timestamps.add(
        timer.getEventTime(), timer.getTimerStartedEventAttributes().getStartToFireTimeout());
  }

  private List<HistoryEvent> history(WorkflowServiceBlockingStub temporal) {
    return temporal
        .getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(answer.getNamespace())
                .setExecution(workflow)
                .build())
        .getHistory()
        .getEventsList();
  }

  private Set<String> running(WorkflowServiceBlockingStub temporal) {
    return temporal
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(answer.getNamespace())
                .setExecution(workflow)
                .build())
        .getPendingActivitiesList()
        .stream()
        .map(PendingActivityInfo::getActivityId)
        .collect(Collectors.toSet());
  }

  private static Timestamp now(Channel server) {
    return TestServiceGrpc.newBlockingStub(server)
        .getCurrentTime(Empty.getDefaultInstance())
        .getTime();
  }
}
