package org.distributedmonitor.worker.automonitor;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import org.distributedmonitor.activity.MonitorActivities;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.client.EndedRun;
import org.distributedmonitor.client.MonitorStarts;
import org.distributedmonitor.monitor.Endings;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.TemporalNames;

/** What Auto-Monitor asks of Temporal, with the worker's own connection and task queue. */
public final class MonitorActivitiesImpl implements MonitorActivities {

  private final String taskQueue;

  /**
   * Starts monitors where workers take them up.
   *
   * @param taskQueue the monitors' own, on which the activity itself may not run
   */
  public MonitorActivitiesImpl(String taskQueue) {
    this.taskQueue = taskQueue;
  }

  @Override
  public Handover startMonitor(String workflowId, MonitorRequest request) {
    MonitorStarts.Started started = starts().start(workflowId, request);
    return new Handover(started.workflowId(), started.registration());
  }

  @Override
  public MonitorSighting seeMonitorOf(String workflowId, Run run, List<String> fleetIds) {
    MonitorStarts starts = starts();
    return starts
        .over(workflowId, run, fleetIds)
        .map(MonitorActivitiesImpl::over)
        .or(() -> starts.newest(workflowId).map(MonitorActivitiesImpl::sighting))
        .orElse(new MonitorSighting(workflowId, false, "", ""));
  }

  @Override
  public List<MonitorSighting> seeMonitors(List<String> workflowIds) {
    WorkflowClient client = Activity.getExecutionContext().getWorkflowClient();
    return workflowIds.stream().map(id -> see(client, id)).toList();
  }

  private MonitorStarts starts() {
    return new MonitorStarts(Activity.getExecutionContext().getWorkflowClient(), taskQueue);
  }

  /** Temporal forgets what has ended long ago. */
  private static MonitorSighting see(WorkflowClient client, String workflowId) {
    try {
      return sighting(client.newUntypedWorkflowStub(workflowId).describe());
    } catch (WorkflowNotFoundException e) {
      return new MonitorSighting(workflowId, false, "", "Temporal has forgotten it");
    }
  }

  private static MonitorSighting sighting(WorkflowExecutionDescription monitor) {
    String id = monitor.getExecution().getWorkflowId();
    return MonitorStarts.runs(monitor)
        ? new MonitorSighting(id, true, "", "")
        : new MonitorSighting(
            id,
            false,
            (String) monitor.getMemo(TemporalNames.VERDICT_MEMO, String.class),
            Endings.words(monitor.getStatus()));
  }

  private static MonitorSighting over(EndedRun ended) {
    String verdict = ended.report().verdict().name();
    return new MonitorSighting(ended.workflowId(), false, verdict, "completed", true);
  }
}
