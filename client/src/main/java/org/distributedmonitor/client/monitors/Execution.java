package org.distributedmonitor.client.monitors;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.distributedmonitor.monitor.Endings;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.temporal.TemporalNames;

/** A monitor as Temporal itself knows it, whether or not a worker is there. */
public record Execution(String workflowId, DescribeWorkflowExecutionResponse described) {

  /** A worker takes a second, and the clocks of the server and of this machine may differ. */
  private static final Duration TO_BE_TAKEN_UP = Duration.ofMinutes(1);

  /** As a listing has it: without anything that it is at. */
  static Execution listed(WorkflowExecutionMetadata found) {
    return new Execution(
        found.getExecution().getWorkflowId(),
        DescribeWorkflowExecutionResponse.newBuilder()
            .setWorkflowExecutionInfo(found.getWorkflowExecutionInfo())
            .build());
  }

  public boolean running() {
    return status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  public WorkflowExecutionStatus status() {
    return info().getStatus();
  }

  /** How it ended, in a word; also for those that ended without a report. */
  public String ending() {
    return Endings.words(status());
  }

  String taskQueue() {
    return described.getExecutionConfig().getTaskQueue().getName();
  }

  public boolean completed() {
    return status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
  }

  /** A person asked for its cancellation: it ended as it should, but the server has no result. */
  public boolean cancelled() {
    return status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED;
  }

  public Instant since() {
    return Instant.ofEpochSecond(info().getStartTime().getSeconds());
  }

  public Instant closedAt() {
    return Instant.ofEpochSecond(info().getCloseTime().getSeconds());
  }

  /** Where its run stands, or how it ended, in a word that Temporal knows by itself. */
  public String phase() {
    Payload phase =
        info().getSearchAttributes().getIndexedFieldsMap().get(TemporalNames.PHASE.getName());
    return running() && phase != null ? text(phase) : ending().toUpperCase(Locale.ROOT);
  }

  /** The workflow id of the newer run's monitor. */
  Optional<String> successor() {
    return memo(TemporalNames.SUCCESSOR_MEMO);
  }

  /** The verdict with which it ended, by its name. */
  public Optional<String> verdict() {
    return memo(TemporalNames.VERDICT_MEMO);
  }

  /**
   * What befell it, such as {@code was terminated}; empty while it runs, and when it ended with a
   * verdict or because a person asked for its cancellation.
   */
  public Optional<String> cutOff() {
    return verdict().isPresent() ? Optional.empty() : Endings.cutOff(ending());
  }

  /** What the watch in progress last saw of the queue. */
  public Optional<QueueSighting> watching() {
    return described.getPendingActivitiesList().stream()
        .filter(activity -> watches(activity) && activity.hasHeartbeatDetails())
        .findFirst()
        .flatMap(Execution::sighting);
  }

  /** Whether a worker has an activity of it in hand, or had and will try it again. */
  public boolean atWork() {
    return described.getPendingActivitiesList().stream()
        .anyMatch(
            activity ->
                activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED
                    || activity.hasLastFailure());
  }

  /** Whether a step of it waits for a worker, or is with one. */
  boolean taskPending() {
    return described.hasPendingWorkflowTask();
  }

  /** How often such a step has been tried in vain already. */
  int taskFailures() {
    return Math.max(0, described.getPendingWorkflowTask().getAttempt() - 1);
  }

  /**
   * Whether something that it has to do has waited for a worker for so long that there is none: the
   * server remembers for minutes that one polled that was killed.
   */
  boolean leftWaiting(Instant now) {
    return described.getPendingActivitiesList().stream()
        .filter(
            activity ->
                activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
        .map(activity -> Instant.ofEpochSecond(activity.getScheduledTime().getSeconds()))
        .anyMatch(due -> due.plus(TO_BE_TAKEN_UP).isBefore(now));
  }

  /** The activities that have failed at least once and will be tried again. */
  public List<Waiting> waiting() {
    return described.getPendingActivitiesList().stream()
        .filter(activity -> !watches(activity) && activity.hasLastFailure())
        .map(Waiting::of)
        .toList();
  }

  private Optional<String> memo(String name) {
    return Optional.ofNullable(info().getMemo().getFieldsMap().get(name))
        .map(Execution::text)
        .filter(text -> !text.isEmpty());
  }

  WorkflowExecutionInfo info() {
    return described.getWorkflowExecutionInfo();
  }

  private static boolean watches(PendingActivityInfo activity) {
    return activity.getActivityType().getName().equals(TemporalNames.WATCH_ACTIVITY);
  }

  private static Optional<QueueSighting> sighting(PendingActivityInfo activity) {
    try {
      return Optional.ofNullable(
          Payloads.converter()
              .fromPayloads(
                  0,
                  Optional.of(activity.getHeartbeatDetails()),
                  QueueSighting.class,
                  QueueSighting.class));
    } catch (DataConverterException e) {
      // A newer worker's way to write it; the status the worker gives still tells.
      return Optional.empty();
    }
  }

  private static String text(Payload payload) {
    try {
      return Payloads.converter().fromPayload(payload, String.class, String.class);
    } catch (DataConverterException e) {
      return "";
    }
  }
}
