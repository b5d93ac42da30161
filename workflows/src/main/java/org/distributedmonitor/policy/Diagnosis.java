package org.distributedmonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.queue.QueueNames;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;

/**
 * What is wrong with a run while it is watched, and whether it is wrong enough that nothing may be
 * torn down: a mistyped name, another region or another account must never cost anybody's run.
 *
 * @param problems what a person has to put right
 * @param trusted whether the monitor file is believed to describe what is there; while it is not,
 *     no target is lowered and nothing is cleaned up
 */
public record Diagnosis(List<Problem> problems, boolean trusted) {

  /**
   * Judges what is known.
   *
   * @param survey the newest survey of the run; null before the first
   * @param everFound whether this monitor has ever found the queue
   */
  public static Diagnosis of(
      Run run,
      RunSurvey survey,
      List<FleetRecord> fleets,
      QueueSighting queue,
      boolean everFound,
      Instant now) {
    List<Problem> problems = new ArrayList<>();
    boolean trusted = survey != null;
    if (queue.troubled() && queue.refused()) {
      problems.add(
          new Problem(
              queue.trouble(),
              "Give the worker's role the permission; the queue is read again by itself.",
              now));
    }
    if (survey != null) {
      Problem misnamed = misnamed(run, survey, fleets, queue, everFound, now);
      if (misnamed != null) {
        problems.add(misnamed);
        trusted = false;
      }
    }
    for (FleetRecord fleet : fleets) {
      if (!fleet.actable()) {
        problems.add(anotherRuns(run, fleet, now));
      }
    }
    // A fleet that was found shows that there is such a run, not that the monitor file is right.
    List<FleetRecord> named = fleets.stream().filter(fleet -> !fleet.found()).toList();
    if (!named.isEmpty() && named.stream().noneMatch(FleetRecord::actable)) {
      trusted = false;
    }
    if (QueueSituation.jobsRemain(queue.situation()) && nothingIsOn(fleets)) {
      problems.add(
          new Problem(
              "Jobs remain in the queue " + run.queue() + ", but no spot fleet of the run is on.",
              "Start a fleet with startCluster and hand over its monitor file with `starter start"
                  + " --file`, or clean up with `starter finish`.",
              now));
    }
    return new Diagnosis(List.copyOf(problems), trusted);
  }

  private static Problem misnamed(
      Run run,
      RunSurvey survey,
      List<FleetRecord> fleets,
      QueueSighting queue,
      boolean everFound,
      Instant now) {
    List<String> named = survey.taskQueueUrls().stream().map(QueueNames::inUrl).distinct().toList();
    if (named.contains(run.queue())) {
      return null;
    }
    if (!named.isEmpty()) {
      return new Problem(
          "The monitor file names the queue \""
              + run.queue()
              + "\", but the run's task definitions use \""
              + String.join("\", \"", named)
              + "\".",
          "Put the right MONITOR_QUEUE_NAME in the monitor file, `starter stop` this monitor and"
              + " start again. Nothing was changed.",
          now);
    }
    if (queue.situation() != QueueSituation.MISSING || everFound) {
      return null;
    }
    boolean proven =
        fleets.stream()
            .filter(fleet -> !fleet.found())
            .anyMatch(fleet -> fleet.sighting().ownership() == Ownership.OURS);
    boolean seen = survey.serviceSeen() || survey.taskDefinitionsSeen() || survey.logGroupSeen();
    if (proven || (seen && nothingIsOn(fleets))) {
      return null;
    }
    boolean fleetSeen =
        fleets.stream().anyMatch(fleet -> fleet.sighting().condition() != FleetCondition.NOT_FOUND);
    return seen || fleetSeen ? notProven(run, now) : wrongPlace(run, survey, now);
  }

  private static Problem notProven(Run run, Instant now) {
    return new Problem(
        "There is no queue \"" + run.queue() + "\", and nothing shows that the run ever had it.",
        "Check MONITOR_QUEUE_NAME in the monitor file. If the queue is gone for good, clean up with"
            + " `starter finish`. Nothing was changed.",
        now);
  }

  private static Problem wrongPlace(Run run, RunSurvey survey, Instant now) {
    return new Problem(
        "Nothing of the run "
            + run.app()
            + " is to be seen in account "
            + (survey.account().isEmpty() ? "(unknown)" : survey.account())
            + ", region "
            + survey.region()
            + ": no queue, fleet, service, task definition or log group."
            + unreadable(survey),
        "Start the worker with the account and region of the run, or give the region with"
            + " `starter start --region`. Nothing was changed.",
        now);
  }

  private static String unreadable(RunSurvey survey) {
    return survey.unreadable().isEmpty()
        ? ""
        : survey.unreadable().stream().collect(Collectors.joining(" ", " ", ""));
  }

  private static Problem anotherRuns(Run run, FleetRecord fleet, Instant now) {
    return new Problem(
        "The fleet "
            + fleet.fleetId()
            + " belongs to the run "
            + fleet.sighting().otherRun()
            + ", not to "
            + run.app()
            + "; it is not touched.",
        "Put the right MONITOR_FLEET_ID in the monitor file and hand it over with `starter start"
            + " --file`.",
        now);
  }

  /** Whether every fleet is known to be over. A fleet that could not be read may be on. */
  private static boolean nothingIsOn(List<FleetRecord> fleets) {
    return fleets.stream()
        .filter(FleetRecord::actable)
        .map(fleet -> fleet.sighting().condition())
        .noneMatch(
            condition ->
                condition.launches()
                    || condition == FleetCondition.CANCELLED_RUNNING
                    || condition == FleetCondition.UNKNOWN);
  }
}
