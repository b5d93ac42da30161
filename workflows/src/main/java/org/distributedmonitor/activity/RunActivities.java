package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.LateFleets;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;

/** What the monitor asks about the run as a whole. */
@ActivityInterface
public interface RunActivities {

  /**
   * What of the run there is, and whose the fleets are. A refused part is named, not fatal.
   *
   * @param fleetIds the fleets that are known
   * @param otherFleetIds fleets that are known not to be the run's; none of their machines is asked
   */
  RunSurvey surveyRun(Run run, List<String> fleetIds, List<String> otherFleetIds);

  /**
   * The fleets of a frozen run that launch machines, and that nobody knew of when it was frozen.
   */
  LateFleets findLateFleets(CleanupOrder order);

  /** Lists everything again: what of the frozen run is still there. */
  ClosingLook takeClosingLook(CleanupOrder order);

  /**
   * Writes the report to the bucket.
   *
   * @param newest whether it is also the newest report of its APP_NAME
   */
  StepOutcome writeReport(MonitorReport report, boolean newest);
}
