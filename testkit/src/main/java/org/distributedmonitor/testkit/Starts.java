package org.distributedmonitor.testkit;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * Starts as the command line does: by one update-with-start, and anew where a newer run belongs.
 */
public final class Starts {

  private Starts() {}

  static Registration at(MonitorHarness harness, String workflowId, MonitorRequest request) {
    MonitorWorkflow monitor =
        harness
            .client()
            .newWorkflowStub(
                MonitorWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId)
                    .setTaskQueue(TemporalNames.DEFAULT_TASK_QUEUE)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                    .build());
    return WorkflowClient.executeUpdateWithStart(
        monitor::register,
        request,
        UpdateOptions.<Registration>newBuilder().build(),
        new WithStartWorkflowOperation<>(monitor::monitor, request));
  }

  public static Registration first(MonitorHarness harness, MonitorRequest request) {
    return at(harness, TemporalNames.workflowId(request.run().app()), request);
  }

  /** The name under which the request's run is watched. */
  public static String name(MonitorHarness harness, MonitorRequest request) {
    if (first(harness, request).outcome() != Outcome.NEWER_RUN) {
      return request.run().app();
    }
    String newer = TemporalNames.newerRunWorkflowId(request.run());
    at(harness, newer, request);
    return TemporalNames.nameOf(newer);
  }
}
