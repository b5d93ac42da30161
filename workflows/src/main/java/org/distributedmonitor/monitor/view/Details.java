package org.distributedmonitor.monitor.view;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Words;

/** The run as the Web UI shows it: markdown lists, since older ones show no tables. */
final class Details {

  private static final int HAPPENINGS_SHOWN = 8;

  private Details() {}

  static String markdown(RunState state, Instant now) {
    StringBuilder text = new StringBuilder();
    line(text, "_" + button(state) + "_");
    line(text, "");
    line(text, "**" + code(state.run().app()) + " — " + state.phase().words() + "**");
    line(text, "");
    line(text, "_As of " + Words.time(now) + "; `starter status` shows newer counts._");
    line(text, "");
    item(text, "Jobs: " + jobs(state));
    state.fleets().stream()
        .limit(Board.MOST_FLEETS)
        .forEach(fleet -> item(text, "Fleet: " + fleet(fleet)));
    if (state.fleets().machines() >= 0 && !state.cleaningUp()) {
      item(text, "Machines: " + state.fleets().machines());
    }
    if (state.schedule().cheapest()) {
      item(text, "Cheapest mode is on");
    }
    List<Problem> problems = Problems.of(state);
    section(text, "Needs a person", problems.isEmpty());
    for (Problem problem : problems) {
      item(text, escape(problem.what()) + " → " + escape(problem.remedy()));
    }
    List<String> warnings = Warnings.of(state);
    section(text, "Warnings", warnings.isEmpty());
    for (String warning : warnings) {
      item(text, escape(warning));
    }
    section(text, "To put right before the run ends", !state.warnedAhead());
    if (state.warnedAhead()) {
      for (Finding finding : state.preflight().newest().findings()) {
        item(text, escape(finding.what()) + " → " + escape(finding.remedy()));
      }
    }
    section(text, "Next", Agenda.next(state, now).isEmpty());
    for (Expectation next : Agenda.next(state, now)) {
      item(text, next.what() + ": " + Words.time(next.at()));
    }
    section(text, "Clean-up", state.cleanup().results().isEmpty());
    for (StepResult step : state.cleanup().results()) {
      item(text, escape(step.outcome().sentence(step.step())));
    }
    section(text, "Left", state.left().all().isEmpty());
    for (Leftover left : state.left().all()) {
      item(text, escape(left.told()) + ": " + escape(left.reason()));
    }
    section(text, "Last", state.journal().happenings().isEmpty());
    List<Happening> happenings = state.journal().happenings();
    for (int i = happenings.size() - 1;
        i >= Math.max(0, happenings.size() - HAPPENINGS_SHOWN);
        i--) {
      item(text, Words.time(happenings.get(i).at()) + ": " + escape(happenings.get(i).what()));
    }
    return text.toString();
  }

  /** What Temporal's own button does, and what it does not. */
  private static String button(RunState state) {
    if (state.phase() == Phase.FINISHED) {
      return WhatStaysOn.sentence(state);
    }
    return "**Request Cancellation** "
        + (state.cleaningUp()
            ? "ends the monitor once what costs money is done, or waits for a person; what is left"
                + " then stays."
            : "ends the monitor and leaves the run as it is, with its machines on; to clean up,"
                + " type `starter finish --app "
                + state.run().app()
                + "`.");
  }

  private static String jobs(RunState state) {
    QueueSighting newest = state.queue().newest();
    if (newest.situation() == null) {
      return "not read yet";
    }
    String most =
        state.queue().mostJobs() > 0 ? " (of " + state.queue().mostJobs() + " at most)" : "";
    return newest.sentence(state.run().queue()).replaceAll("\\.$", "") + most;
  }

  private static String fleet(FleetRecord fleet) {
    String condition = fleet.sighting().condition().name().toLowerCase(java.util.Locale.ROOT);
    String target =
        fleet.sighting().condition().launches() ? ", target " + fleet.sighting().target() : "";
    return code(fleet.fleetId()) + ", " + condition.replace('_', ' ') + target;
  }

  private static void section(StringBuilder text, String title, boolean empty) {
    if (!empty) {
      line(text, "");
      line(text, "**" + title + "**");
      line(text, "");
    }
  }

  private static void item(StringBuilder text, String words) {
    line(text, "- " + words);
  }

  private static void line(StringBuilder text, String words) {
    text.append(words).append('\n');
  }

  private static String code(String name) {
    return "`" + name.replace("`", "'") + "`";
  }

  /** What AWS or a user wrote must not become formatting. */
  private static String escape(String words) {
    return words.replaceAll("([\\\\*_\\[\\]<>#])", "\\\\$1");
  }
}
