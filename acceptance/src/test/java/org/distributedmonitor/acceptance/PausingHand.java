package org.distributedmonitor.acceptance;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.PauseActivityRequest;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * Pauses activities, as {@code temporal activity pause} does: in their first attempt, which then
 * fails as if AWS had throttled it, so that the server would try again, but for the pause.
 */
final class PausingHand extends WorkerInterceptorBase {

  private final WorkflowServiceStubs server;

  /** How many activities of a kind are still to be paused. */
  private final Map<String, Integer> wanted = new ConcurrentHashMap<>();

  private final Map<String, Integer> paused = new ConcurrentHashMap<>();

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
  int paused(String app, String type) {
    return paused.getOrDefault(key(TemporalNames.workflowId(app), type), 0);
  }

  private static String key(String workflowId, String type) {
    return workflowId + " " + type;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private ActivityInfo activity;

      @Override
      public void init(ActivityExecutionContext context) {
        activity = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        String key = key(activity.getWorkflowId(), activity.getActivityType());
        if (activity.getAttempt() == 1 && takeOne(key)) {
          pause(activity);
          paused.merge(key, 1, Integer::sum);
          throw ApplicationFailure.newFailure("Rate exceeded", "Throttled");
        }
        return super.execute(input);
      }
    };
  }

  private boolean takeOne(String key) {
    Integer before = wanted.getOrDefault(key, 0);
    wanted.computeIfPresent(key, (same, left) -> left > 1 ? left - 1 : null);
    return before > 0;
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
  }
}
