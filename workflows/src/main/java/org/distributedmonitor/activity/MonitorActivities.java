package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;

/** What Auto-Monitor asks of Temporal. */
@ActivityInterface
public interface MonitorActivities {

  /**
   * Starts the monitor of a run, or hands the start over to the one that watches it already. A run
   * that was cleaned up is not started again.
   */
  Handover startMonitor(String workflowId, MonitorRequest request);

  /**
   * The monitor that has this run, or had it.
   *
   * @param workflowId where the monitor of the run's name is, or would be
   */
  MonitorSighting seeMonitorOf(String workflowId, Run run, List<String> fleetIds);

  /** How it stands with these monitors, each in its turn. */
  List<MonitorSighting> seeMonitors(List<String> workflowIds);
}
