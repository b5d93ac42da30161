package org.distributedmonitor.acceptance;

import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.PauseActivityRequest;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Attempts;

/**
 * Pauses activities, as {@code temporal activity pause} does: in an attempt that then fails as if
 * AWS had throttled it, so that the server would try again, but for the pause.
 */
final class PausingHand extends Attempts {

  private final WorkflowServiceStubs server;

  /** How many activities of a kind are still to be paused. */
  private final Map<String, Integer> wanted = new ConcurrentHashMap<>();

  /** The kinds of the activities that were paused, by their ids. */
  private final Map<String, String> paused = new ConcurrentHashMap<>();

  PausingHand(WorkflowServiceStubs server) {
    this.server = server;
  }

  /** From now on each activity of this type that this run's monitor begins, so often. */
  void pause(String app, String type, int times) {
    wanted.put(key(TemporalNames.workflowId(app), type), times);
  }

  /** No more of them. */
  void release(String app, String type) {
    wanted.remove(key(TemporalNames.workflowId(app), type));
  }

  /** How many were paused. */
  long paused(String app, String type) {
    String key = key(TemporalNames.workflowId(app), type);
    return paused.values().stream().filter(key::equals).count();
  }

  private static String key(String workflowId, String type) {
    return workflowId + " " + type;
  }

  @Override
  protected void begun(ActivityInfo activity) {
    if (isWanted(activity)) {
      pause(activity);
      throw ApplicationFailure.newFailure("Rate exceeded", "Throttled");
    }
  }

  /** One that comes again though it was paused is paused again. */
  private boolean isWanted(ActivityInfo activity) {
    String key = key(activity.getWorkflowId(), activity.getActivityType());
    return wanted.getOrDefault(key, 0) > 0 || paused.containsKey(activity.getActivityId());
  }

  private void pause(ActivityInfo activity) {
    server
        .blockingStub()
        .pauseActivity(
            PauseActivityRequest.newBuilder()
                .setNamespace(activity.getNamespace())
                .setExecution(
                    WorkflowExecution.newBuilder()
                        .setWorkflowId(activity.getWorkflowId())
                        .setRunId(activity.getWorkflowRunId()))
                .setId(activity.getActivityId())
                .setIdentity("a person at the Web UI")
                .build());
    String key = key(activity.getWorkflowId(), activity.getActivityType());
    if (paused.put(activity.getActivityId(), key) == null) {
      wanted.computeIfPresent(key, (same, left) -> left > 1 ? left - 1 : null);
    }
  }
}
