package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.run.Run;

/**
 * An order to look at the fleets once, and to do with that one look whatever is due.
 *
 * @param fleetIds the fleets to look at; never one of another run
 * @param otherFleetIds fleets that are known not to be the run's, or not to be touched: none of
 *     their machines is asked whose they are
 * @param scaleDown whether targets may be lowered
 * @param jobs the jobs that remain, to lower to
 * @param jobsPerMachine how many of them a machine works on at once
 * @param guardAfter guard machines older than this; zero: do not
 * @param sweepAlarms whether to delete the alarms of dead machines too
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetReviewOrder(
    Run run,
    List<String> fleetIds,
    List<String> otherFleetIds,
    boolean scaleDown,
    long jobs,
    int jobsPerMachine,
    Duration guardAfter,
    boolean sweepAlarms) {

  /** Nothing is known of other fleets. */
  public FleetReviewOrder(
      Run run,
      List<String> fleetIds,
      boolean scaleDown,
      long jobs,
      int jobsPerMachine,
      Duration guardAfter,
      boolean sweepAlarms) {
    this(run, fleetIds, List.of(), scaleDown, jobs, jobsPerMachine, guardAfter, sweepAlarms);
  }

  public FleetReviewOrder {
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    otherFleetIds = otherFleetIds == null ? List.of() : List.copyOf(otherFleetIds);
    guardAfter = guardAfter == null ? Duration.ZERO : guardAfter;
  }
}
