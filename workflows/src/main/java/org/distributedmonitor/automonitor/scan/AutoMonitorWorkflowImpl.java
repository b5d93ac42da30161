package org.distributedmonitor.automonitor.scan;

import io.temporal.workflow.Workflow;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.ScanReport;

/** One scan: list, decide, read, look, start, move. */
public final class AutoMonitorWorkflowImpl implements AutoMonitorWorkflow {

  @Override
  public ScanReport scan(AutoMonitor order) {
    ScanReport last = Workflow.getLastCompletionResult(ScanReport.class);
    ScanReport report = new Scan(order, last == null ? ScanReport.none() : last).report();
    Workflow.setCurrentDetails(ScanDetails.markdown(order, report));
    return report;
  }
}
