package org.distributedmonitor.monitor.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Agenda;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.temporal.TemporalNames;

/** Answers a start: it begins a monitor, is added to one, or belongs to another run. */
public final class Enrolment {

  private final RunState state;

  public Enrolment(RunState state) {
    this.state = state;
  }

  public Registration answer(MonitorRequest start, Instant now) {
    List<String> differences = differences(start.run());
    if (!differences.isEmpty()) {
      return reply(Outcome.ANOTHER_RUN, List.of(), differences, now);
    }
    if (start.startId().equals(state.assignment().startId())) {
      return reply(Outcome.STARTED, List.of(), List.of(), now);
    }
    boolean unknownFleet = !start.fleetIds().stream().allMatch(state.fleets()::knows);
    if (state.cleaningUp()) {
      if (unknownFleet) {
        state
            .assignment()
            .handOver(
                TemporalNames.newerRunWorkflowId(start.run()),
                start.fleetIds().stream().filter(id -> !state.fleets().knows(id)).toList());
        return reply(Outcome.NEWER_RUN, List.of(), List.of(), now);
      }
      List<String> changed = new ArrayList<>();
      List<String> kept = new ArrayList<>(List.of("The run is being cleaned up already."));
      joinSecondExport(start, changed, kept);
      changed.forEach(change -> state.journal().note(now, change));
      return reply(Outcome.JOINED, changed, kept, now);
    }
    return join(start, now);
  }

  private Registration join(MonitorRequest start, Instant now) {
    List<String> changed = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    addFleets(start, changed, now);
    if (start.cheapest() && state.schedule().makeCheapest()) {
      changed.add("Cheapest mode is on.");
    }
    joinRun(start.run(), changed);
    joinSecondExport(start, changed, kept);
    if (!start.timing().equals(state.timing())) {
      kept.add("The intervals stay as they are.");
    }
    if (start.jobsPerMachine() != state.assignment().jobsPerMachine()) {
      kept.add("The jobs per machine stay " + state.assignment().jobsPerMachine() + ".");
    }
    changed.forEach(change -> state.journal().note(now, change));
    state.orders().change();
    return reply(Outcome.JOINED, changed, kept, now);
  }

  private void addFleets(MonitorRequest start, List<String> changed, Instant now) {
    for (String fleetId : start.fleetIds()) {
      if (!state.fleets().knows(fleetId)) {
        state.fleets().add(FleetRecord.of(fleetId, now));
        changed.add("The fleet " + fleetId + " is watched too.");
      } else if (state.fleets().get(fleetId).found()) {
        state.fleets().replace(state.fleets().get(fleetId).handedOver());
        changed.add("The fleet " + fleetId + " is watched already: it was found before.");
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    boolean dropped =
        state
            .fleets()
            .forget(
                fleet ->
                    fleet.sighting().ownership() == Ownership.ANOTHER_RUNS
                        && !start.fleetIds().contains(fleet.fleetId()));
    if (dropped) {
      changed.add("A fleet that belongs to another run is no longer looked at.");
    }
    state.surveys().fleetHandedOver(now);
    state.preflight().askAt(now);
  }

  /** A start that asks for no second export leaves one that was asked for before. */
  private void joinSecondExport(MonitorRequest start, List<String> changed, List<String> kept) {
    Duration wanted = start.secondExport();
    if (wanted == null || wanted.equals(state.exports().secondAfter())) {
      return;
    }
    if (state.exports().secondBegun() || state.phase() == Phase.FINISHED) {
      kept.add("It is too late for a second export of the logs, or it has begun already.");
      return;
    }
    state.exports().askForSecond(wanted);
    changed.add(
        "The logs are exported a second time, "
            + Words.duration(wanted)
            + " after their first export.");
  }

  /** An older start keeps its logs: the earliest start time counts for the export. */
  private void joinRun(Run newer, List<String> changed) {
    Run run = state.run();
    boolean earlier = newer.startTime().isBefore(run.startTime());
    if (earlier) {
      changed.add("Logs are exported from " + Words.time(newer.startTime()) + " on.");
    }
    if (newer.cleanDashboard() != run.cleanDashboard()) {
      changed.add(
          newer.cleanDashboard()
              ? "The dashboard is deleted at the end."
              : "The dashboard is kept at the end.");
    }
    state
        .assignment()
        .learn(
            new Run(
                run.app(),
                run.cluster(),
                run.queue(),
                run.bucket(),
                run.logGroup(),
                earlier ? newer.startTime() : run.startTime(),
                newer.cleanDashboard(),
                run.region()));
  }

  private List<String> differences(Run other) {
    List<String> differences = new ArrayList<>();
    Map<String, String> theirs = other.identity();
    state
        .run()
        .identity()
        .forEach((what, mine) -> compare(differences, what, mine, theirs.get(what)));
    return differences;
  }

  private static void compare(List<String> differences, String what, String mine, String other) {
    if (!mine.equals(other)) {
      differences.add(
          "The monitor watches the "
              + what
              + " \""
              + mine
              + "\", the start names \""
              + other
              + "\".");
    }
  }

  private Registration reply(
      Outcome outcome, List<String> changed, List<String> kept, Instant now) {
    return new Registration(
        outcome,
        changed,
        kept,
        state.phase(),
        Agenda.sentences(state, now),
        state.assignment().successor());
  }
}
