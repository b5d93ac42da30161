package org.distributedmonitor.automonitor;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.policy.Diagnosis;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;

/**
 * Whether a monitor file describes the run whose queue it names.
 *
 * <p>A person who types {@code starter start} sees what the monitor answers. Here nobody does, so
 * that a file whose fleet is not the one that serves the queue is better reported than watched.
 */
public final class StartRule {

  private StartRule() {}

  /**
   * What speaks against a monitor, a sentence each; empty when nothing does.
   *
   * @param others fleets that are on, are not in the file, and name the run in their launch user
   *     data
   */
  public static List<String> objections(
      Run run, RunSurvey survey, QueueSighting queue, List<FleetSighting> others, Instant now) {
    List<FleetRecord> fleets =
        survey.fleets().stream()
            .map(fleet -> FleetRecord.of(fleet.fleetId(), now).seen(fleet))
            .toList();
    Diagnosis diagnosis = Diagnosis.of(run, survey, fleets, queue, queue.facts() != null, now);
    if (!diagnosis.trusted()) {
      return diagnosis.problems().stream().map(Problem::what).toList();
    }
    if (anyServes(survey.fleets())) {
      return List.of();
    }
    if (!others.isEmpty()) {
      return List.of(
          over(survey.fleets())
              + ", but "
              + ids(others)
              + " is on, and its launch user data names this run.");
    }
    return jobsRemain(queue)
        ? List.of(over(survey.fleets()) + ", and jobs remain in the queue " + run.queue() + ".")
        : List.of();
  }

  /** What a person would want to know before the run is watched, a sentence each. */
  public static List<String> remarks(RunSurvey survey) {
    return anyServes(survey.fleets())
        ? List.of()
        : List.of(over(survey.fleets()) + "; what is left of the run is cleaned up.");
  }

  /** Whether a fleet of the file is on, or may be for all that is known. */
  public static boolean anyServes(List<FleetSighting> fleets) {
    return fleets.stream()
        .filter(fleet -> fleet.ownership() != Ownership.ANOTHER_RUNS)
        .map(FleetSighting::condition)
        .anyMatch(
            condition -> condition.mayBeOn() || condition == FleetCondition.CANCELLED_RUNNING);
  }

  private static boolean jobsRemain(QueueSighting queue) {
    return queue.situation() == QueueSituation.JOBS_WAITING
        || queue.situation() == QueueSituation.JOBS_IN_PROCESS;
  }

  private static String over(List<FleetSighting> fleets) {
    return "The fleet "
        + ids(fleets)
        + " of the file is "
        + fleets.stream()
            .map(fleet -> fleet.condition().name().toLowerCase(Locale.ROOT))
            .map(name -> name.replace('_', ' '))
            .distinct()
            .collect(Collectors.joining(" or "));
  }

  private static String ids(List<FleetSighting> fleets) {
    return fleets.stream().map(FleetSighting::fleetId).collect(Collectors.joining(", "));
  }
}
