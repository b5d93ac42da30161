package org.distributedmonitor.worker.automonitor;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import org.distributedmonitor.activity.MonitorActivities;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.temporal.Endings;
import org.distributedmonitor.temporal.MonitorStarts;
import org.distributedmonitor.temporal.TemporalNames;

/** What Auto-Monitor asks of Temporal, with the worker's own connection and task queue. */
public final class MonitorActivitiesImpl implements MonitorActivities {

  @Override
  public Handover startMonitor(String workflowId, MonitorRequest request) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    MonitorStarts starts =
        new MonitorStarts(context.getWorkflowClient(), context.getInfo().getActivityTaskQueue());
    MonitorStarts.Started started = starts.start(workflowId, request);
    return new Handover(started.workflowId(), started.registration());
  }

  @Override
  public List<MonitorSighting> seeMonitors(List<String> workflowIds) {
    WorkflowClient client = Activity.getExecutionContext().getWorkflowClient();
    return workflowIds.stream().map(id -> see(client, id)).toList();
  }

  /** Temporal forgets what has ended long ago. */
  private static MonitorSighting see(WorkflowClient client, String workflowId) {
    try {
      WorkflowExecutionDescription monitor = client.newUntypedWorkflowStub(workflowId).describe();
      boolean running =
          monitor.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      String verdict =
          running ? "" : (String) monitor.getMemo(TemporalNames.VERDICT_MEMO, String.class);
      return new MonitorSighting(
          workflowId, running, verdict, running ? "" : Endings.words(monitor.getStatus()));
    } catch (WorkflowNotFoundException e) {
      return new MonitorSighting(workflowId, false, "", "Temporal has forgotten it");
    }
  }
}
