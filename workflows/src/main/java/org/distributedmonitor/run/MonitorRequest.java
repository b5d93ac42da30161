package org.distributedmonitor.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.workflow.RunState;

/**
 * What a start asks for: a run to watch, its fleets, and how.
 *
 * @param run the run, from its monitor file
 * @param fleetIds the spot fleets that the start knows of
 * @param cheapest whether the fleets are lowered to one machine once they have been known a while
 * @param jobsPerMachine how many jobs a machine works on at once; scale-down divides by it
 * @param timing how often to look
 * @param startId made up anew for each start, so that the one that began the monitor knows it did
 * @param carried what the monitor knew before it continued as new; null in a start
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorRequest(
    Run run,
    List<String> fleetIds,
    boolean cheapest,
    int jobsPerMachine,
    Timing timing,
    String startId,
    RunState carried) {

  public MonitorRequest {
    requireNonNull(run, "run");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    jobsPerMachine = Math.max(1, jobsPerMachine);
    timing = timing == null ? Timing.standard() : timing;
    startId = startId == null ? "" : startId;
  }

  /** The same request, to go on from what is known now. */
  public MonitorRequest carrying(RunState state) {
    return new MonitorRequest(run, fleetIds, cheapest, jobsPerMachine, timing, startId, state);
  }
}
