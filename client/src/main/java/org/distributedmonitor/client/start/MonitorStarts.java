package org.distributedmonitor.client.start;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.client.monitors.EndedRun;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.MonitorLine;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.policy.OverRule;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * Starts the monitor of a run, or hands the start over to the one that watches it already: one
 * update-with-start, so that it does not matter who else starts it at the same moment.
 */
public final class MonitorStarts {

  private final WorkflowClient client;
  private final String taskQueue;
  private final MonitorLine line;

  /**
   * What a start came to.
   *
   * @param workflowId the monitor that has answered
   */
  public record Started(String workflowId, Registration registration) {}

  public MonitorStarts(WorkflowClient client, String taskQueue) {
    this.client = client;
    this.taskQueue = taskQueue;
    this.line = new MonitorLine(client);
  }

  /** The monitor's answer to a start. Waits until a worker has given it. */
  public Registration register(String workflowId, MonitorRequest request) {
    MonitorWorkflow monitor = monitor(workflowId, request);
    return WorkflowClient.executeUpdateWithStart(
        monitor::register,
        request,
        UpdateOptions.<Registration>newBuilder().build(),
        new WithStartWorkflowOperation<>(monitor::monitor, request));
  }

  /**
   * The same, given to the monitor that watches the run now: one of the run's name, or of a newer
   * run that was set up while the older one was being cleaned up. A run that was cleaned up is not
   * begun again.
   *
   * @param workflowId where the monitor of the run's name is, or would be
   */
  public Started start(String workflowId, MonitorRequest request) {
    Optional<EndedRun> over = over(workflowId, request.run(), request.fleetIds());
    if (over.isPresent()) {
      return new Started(over.get().workflowId(), Registration.over());
    }
    String id = watching(workflowId);
    Registration answer = register(id, request);
    if (answer.outcome() != Outcome.NEWER_RUN) {
      return new Started(id, answer);
    }
    // The one that cleans up keeps to what it froze; the newer run is watched beside it.
    String newer = newerRunOf(answer, request);
    return new Started(newer, register(newer, request));
  }

  /** Starts the monitor though no worker may be there to answer; one that runs already stays. */
  public void startUnanswered(String workflowId, MonitorRequest request) {
    WorkflowClient.start(monitor(workflowId, request)::monitor, request);
  }

  /** The workflow id that watches the newer run to which a start turned out to belong. */
  public static String newerRunOf(Registration answer, MonitorRequest request) {
    return answer.successor().isEmpty()
        ? TemporalNames.newerRunWorkflowId(request.run())
        : answer.successor();
  }

  /** The monitor that has ended and left nothing of this very run; empty when none has. */
  public Optional<EndedRun> over(String workflowId, Run run, List<String> fleetIds) {
    return line.from(workflowId).stream()
        .flatMap(monitor -> EndedRun.of(client, monitor).stream())
        .filter(ended -> OverRule.over(ended.report(), run, fleetIds))
        .findFirst();
  }

  /** The monitor that runs; where none does, the id at which one is to begin. */
  private String watching(String workflowId) {
    return line.newest(workflowId)
        .filter(Execution::running)
        .map(Execution::workflowId)
        .orElse(workflowId);
  }

  private MonitorWorkflow monitor(String id, MonitorRequest request) {
    return client.newWorkflowStub(
        MonitorWorkflow.class,
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(taskQueue)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setStaticSummary(RunCard.summary(request.run()))
            .setStaticDetails(RunCard.details(id, request))
            .build());
  }
}
