package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.run.MonitorRequest;

/** What Auto-Monitor asks of Temporal. */
@ActivityInterface
public interface MonitorActivities {

  /** Starts the monitor of a run, or hands the start over to the one that watches it already. */
  Handover startMonitor(String workflowId, MonitorRequest request);

  /** How it stands with these monitors, each in its turn. */
  List<MonitorSighting> seeMonitors(List<String> workflowIds);
}
