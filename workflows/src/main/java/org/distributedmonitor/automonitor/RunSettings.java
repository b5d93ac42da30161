package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;

/**
 * How the runs are watched that Auto-Monitor starts.
 *
 * @param secondExport as in {@link MonitorRequest}; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunSettings(
    boolean cheapest, int jobsPerMachine, Timing timing, Duration secondExport) {

  public RunSettings {
    jobsPerMachine = Math.max(1, jobsPerMachine);
    timing = timing == null ? Timing.standard() : timing;
  }

  /** The start of a run. */
  public MonitorRequest request(Run run, List<String> fleetIds, String startId) {
    return new MonitorRequest(
        run, fleetIds, cheapest, jobsPerMachine, timing, secondExport, startId, null);
  }
}
