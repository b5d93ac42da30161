package org.distributedmonitor.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;

/**
 * What there is of a run, and what a clean-up that began at this moment would do.
 *
 * @param at when it was looked; what is born later is not in the plan
 * @param account the account the worker acts in, or empty when it could not be learnt
 * @param region the region looked at
 * @param queue the queue as it was read
 * @param fleets each fleet of the run as it was found, whether the monitor file names it or not
 * @param found everything that a run consists of, and whether it is there
 * @param begins what the clean-up waits for
 * @param emptyFor for how long a monitor started now would want the queue to read empty first
 * @param steps the steps in the clean-up's order
 * @param unseen what could not be looked at
 * @param problems what is wrong with the run or its monitor file
 * @param preflight what will be refused though reading alone does not show it; null when that could
 *     not be asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunPlan(
    Run run,
    Instant at,
    String account,
    String region,
    QueueSighting queue,
    List<FleetSighting> fleets,
    List<Found> found,
    Beginning begins,
    Duration emptyFor,
    List<PlannedStep> steps,
    List<Unseen> unseen,
    List<Problem> problems,
    Preflight preflight) {

  /** The worker has planned more than this version can tell of. */
  private static final Unseen NEWER_STEPS =
      new Unseen(
          "",
          "The worker's version knows steps of the clean-up that this one does not.",
          "Use the worker's version to see them.");

  public RunPlan {
    account = account == null ? "" : account;
    region = region == null ? "" : region;
    fleets = fleets == null ? List.of() : List.copyOf(fleets);
    found = found == null ? List.of() : List.copyOf(found);
    unseen = unseen == null ? List.of() : List.copyOf(unseen);
    if (steps != null && steps.stream().anyMatch(planned -> planned.step() == null)) {
      unseen = Stream.concat(unseen.stream(), Stream.of(NEWER_STEPS)).toList();
      steps = steps.stream().filter(planned -> planned.step() != null).toList();
    }
    steps = steps == null ? List.of() : List.copyOf(steps);
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  /** The same, with what was found by looking ahead. */
  public RunPlan with(Preflight ahead) {
    return new RunPlan(
        run, at, account, region, queue, fleets, found, begins, emptyFor, steps, unseen, problems,
        ahead);
  }
}
