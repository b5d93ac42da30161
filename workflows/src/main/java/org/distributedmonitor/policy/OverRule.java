package org.distributedmonitor.policy;

import java.util.List;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Run;

/** Whether a run that is to be watched has been cleaned up already. */
public final class OverRule {

  private OverRule() {}

  /**
   * Whether the report is the end of the very run that a monitor file names. Each startCluster
   * makes a fleet of its own: a file with any other fleet is a newer run's.
   */
  public static boolean over(MonitorReport report, Run run, List<String> fleetIds) {
    return report.verdict().cleanedUp()
        && report.run().identity().equals(run.identity())
        && !fleetIds.isEmpty()
        && report.fleetIds().containsAll(fleetIds);
  }
}
