package org.distributedmonitor.automonitor.scan;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.ScanReport;

/**
 * One scan of Auto-Monitor: starts a monitor for each monitor file in the bucket that has none. A
 * Temporal Schedule starts it; what the scan before it knew comes to it as the last result.
 */
@WorkflowInterface
public interface AutoMonitorWorkflow {

  @WorkflowMethod(name = "AutoMonitorWorkflow")
  ScanReport scan(AutoMonitor order);
}
