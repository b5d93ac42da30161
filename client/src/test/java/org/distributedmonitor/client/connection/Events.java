package org.distributedmonitor.client.connection;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;

/** What a server writes into the history of a run of its workflow tasks. */
final class Events {

  static final HistoryEvent SIGNALED = of(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
  static final HistoryEvent STARTED = of(EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
  static final HistoryEvent COMPLETED = of(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  static final HistoryEvent TIMED_OUT = of(EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT);

  private Events() {}

  /** A failure in the workflow's own code, in the wrapping that the SDK gives it. */
  static HistoryEvent failed(String type, String message) {
    return failed(
        "WORKFLOW_WORKER_UNHANDLED_FAILURE",
        "Failure handling event 3 of type 'EVENT_TYPE_WORKFLOW_TASK_STARTED' during execution.",
        type,
        message);
  }

  static HistoryEvent failed(String cause, String around, String type, String message) {
    return HistoryEvent.newBuilder()
        .setEventType(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .setWorkflowTaskFailedEventAttributes(
            WorkflowTaskFailedEventAttributes.newBuilder()
                .setCause(WorkflowTaskFailedCause.valueOf("WORKFLOW_TASK_FAILED_CAUSE_" + cause))
                .setFailure(
                    Failure.newBuilder()
                        .setMessage(around)
                        .setCause(
                            Failure.newBuilder()
                                .setMessage(message)
                                .setApplicationFailureInfo(
                                    ApplicationFailureInfo.newBuilder().setType(type)))))
        .build();
  }

  private static HistoryEvent of(EventType type) {
    return HistoryEvent.newBuilder().setEventType(type).build();
  }
}
