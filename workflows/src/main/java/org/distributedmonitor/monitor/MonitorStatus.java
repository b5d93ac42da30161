package org.distributedmonitor.monitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Counts;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Verdict;

/**
 * What a monitor knows of its run at this moment; the answer to the query {@code status}.
 *
 * @param queue the newest sighting of the queue that the workflow has; null before the first. The
 *     watch in progress may have a newer one in its heartbeat
 * @param machines how many machines the run's fleets had at the last look; -1 before the first
 * @param leftovers what the closing look found to be still there, in groups
 * @param wholeList the file in which all of it is named
 * @param successor the workflow id of the newer run's monitor, or empty
 * @param preflight what will be refused at the end of the run; null before it was asked and once
 *     the clean-up shows what is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorStatus(
    Run run,
    Phase phase,
    Instant phaseSince,
    Instant watchedSince,
    QueueSighting queue,
    long mostJobsSeen,
    List<FleetRecord> fleets,
    int machines,
    boolean cheapest,
    Instant heldUntil,
    List<Expectation> next,
    List<Problem> problems,
    List<String> warnings,
    List<Happening> lastHappenings,
    List<StepResult> steps,
    List<Leftover> leftovers,
    WholeList wholeList,
    Counts counts,
    Verdict verdict,
    String successor,
    Preflight preflight) {

  public MonitorStatus {
    fleets = fleets == null ? List.of() : List.copyOf(fleets);
    next = next == null ? List.of() : List.copyOf(next);
    problems = problems == null ? List.of() : List.copyOf(problems);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    lastHappenings = lastHappenings == null ? List.of() : List.copyOf(lastHappenings);
    steps = StepResult.known(steps);
    leftovers = leftovers == null ? List.of() : List.copyOf(leftovers);
    wholeList = wholeList == null ? WholeList.none() : wholeList;
    counts = counts == null ? Counts.none() : counts;
    successor = successor == null ? "" : successor;
  }
}
