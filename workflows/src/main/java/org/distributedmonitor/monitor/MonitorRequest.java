package org.distributedmonitor.monitor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;

/**
 * What a start asks for: a run to watch, its fleets, and how.
 *
 * @param run the run, from its monitor file
 * @param fleetIds the spot fleets that the start knows of
 * @param cheapest whether the fleets are lowered to one machine once they have been known a while
 * @param jobsPerMachine how many jobs a machine works on at once; scale-down divides by it
 * @param timing how often to look
 * @param secondExport how long after the first export the logs are exported once more, for the
 *     messages that arrive late; null for no second export
 * @param startId made up anew for each start, so that the one that began the monitor knows it did
 * @param carried what the monitor knew before it continued as new, which nobody but the monitor
 *     reads; null in a start
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorRequest(
    Run run,
    List<String> fleetIds,
    boolean cheapest,
    int jobsPerMachine,
    Timing timing,
    Duration secondExport,
    String startId,
    JsonNode carried) {

  /** AWS says 12 hours; a monitor is not kept for weeks by a slip of the pen. */
  public static final Duration LATEST_SECOND_EXPORT = Duration.ofDays(7);

  public MonitorRequest {
    requireNonNull(run, "run");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    jobsPerMachine = Math.max(1, jobsPerMachine);
    timing = timing == null ? Timing.standard() : timing;
    boolean none = secondExport == null || secondExport.isZero() || secondExport.isNegative();
    boolean late = !none && secondExport.compareTo(LATEST_SECOND_EXPORT) > 0;
    secondExport = none ? null : late ? LATEST_SECOND_EXPORT : secondExport;
    startId = startId == null ? "" : startId;
    carried = carried == null || carried.isNull() ? null : carried;
  }

  /** A start without a second export. */
  public MonitorRequest(
      Run run,
      List<String> fleetIds,
      boolean cheapest,
      int jobsPerMachine,
      Timing timing,
      String startId,
      JsonNode carried) {
    this(run, fleetIds, cheapest, jobsPerMachine, timing, null, startId, carried);
  }

  /** The same request, to go on from what is known now. */
  public MonitorRequest carrying(JsonNode state) {
    return new MonitorRequest(
        run, fleetIds, cheapest, jobsPerMachine, timing, secondExport, startId, state);
  }

  /** The same request, with the logs exported once more so long after the first export. */
  public MonitorRequest withSecondExport(Duration after) {
    return new MonitorRequest(
        run, fleetIds, cheapest, jobsPerMachine, timing, after, startId, carried);
  }
}
