package org.distributedmonitor.worker.automonitor;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import java.util.List;
import org.distributedmonitor.activity.MonitorActivities;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.client.monitors.EndedRun;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.MonitorLine;
import org.distributedmonitor.client.start.MonitorStarts;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;

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
    return starts()
        .over(workflowId, run, fleetIds)
        .map(MonitorActivitiesImpl::over)
        .or(() -> new MonitorLine(client()).newest(workflowId).map(MonitorActivitiesImpl::sighting))
        .orElse(new MonitorSighting(workflowId, false, "", ""));
  }

  @Override
  public List<MonitorSighting> seeMonitors(List<String> workflowIds) {
    MonitorLine known = new MonitorLine(client());
    return workflowIds.stream()
        .map(
            id ->
                known
                    .describe(id)
                    .map(MonitorActivitiesImpl::sighting)
                    .orElse(new MonitorSighting(id, false, "", "Temporal has forgotten it")))
        .toList();
  }

  private MonitorStarts starts() {
    return new MonitorStarts(client(), taskQueue);
  }

  private static WorkflowClient client() {
    return Activity.getExecutionContext().getWorkflowClient();
  }

  private static MonitorSighting sighting(Execution monitor) {
    String id = monitor.workflowId();
    return monitor.running()
        ? new MonitorSighting(id, true, "", "")
        : new MonitorSighting(id, false, monitor.verdict().orElse(""), monitor.ending());
  }

  private static MonitorSighting over(EndedRun ended) {
    String verdict = ended.report().verdict().name();
    return new MonitorSighting(ended.workflowId(), false, verdict, "completed", true);
  }
}
