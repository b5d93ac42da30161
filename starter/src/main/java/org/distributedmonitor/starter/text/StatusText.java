package org.distributedmonitor.starter.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;

/** A run's status as a page: what it does, what is left, what comes next, what went wrong. */
public final class StatusText {

  private static final int HAPPENINGS_SHOWN = 5;

  private final MonitorStatus status;
  private final QueueSighting newest;
  private final Spans spans;
  private final Page page;

  private StatusText(MonitorStatus status, QueueSighting newest, Spans spans, Page page) {
    this.status = status;
    this.newest = newest;
    this.spans = spans;
    this.page = page;
  }

  /**
   * The whole page.
   *
   * @param newest the newest sighting of the queue that is known anywhere; null when there is none
   * @param width where lines are broken
   */
  public static String render(
      MonitorStatus status,
      QueueSighting newest,
      Instant now,
      ZoneId zone,
      int width,
      boolean color) {
    StatusText text = new StatusText(status, newest, new Spans(now, zone), new Page(width, color));
    text.facts();
    text.next();
    text.problems();
    text.steps();
    Leftovers.put(text.page, status.leftovers(), status.wholeList());
    text.happenings();
    return text.page.toString();
  }

  private void facts() {
    String phase = status.phase().words();
    String since = status.phaseSince() == null ? "" : ", " + spans.since(status.phaseSince());
    page.headline(tint(), status.run().app() + ": " + phase + since);
    page.fact("Jobs", Jobs.left(newest, status.mostJobsSeen()) + age());
    if (newest != null && !newest.trouble().isEmpty()) {
      page.fact("", "The newest look at the queue failed: " + newest.trouble());
    }
    if (status.machines() >= 0) {
      page.fact("Machines", String.valueOf(status.machines()));
    }
    status.fleets().forEach(fleet -> page.fact("Fleet", Fleets.told(fleet)));
    if (status.cheapest()) {
      page.fact("Cheapest", "asked for: one machine, none is replaced");
    }
    if (status.heldUntil() != null && status.heldUntil().isAfter(spans.now())) {
      page.fact("Held", "until " + when(status.heldUntil()) + "; nothing is cleaned up before");
    }
    if (status.watchedSince() != null) {
      page.fact("Watched", "since " + spans.at(status.watchedSince()) + done());
    }
    if (status.verdict() != null) {
      page.fact("Verdict", status.verdict() + ": " + status.verdict().words());
    }
  }

  private void next() {
    if (!status.next().isEmpty()) {
      page.blank().headline(Tint.BOLD, "Next");
      status.next().forEach(next -> page.item(when(next.at()), next.what()));
    }
  }

  private void problems() {
    if (!status.problems().isEmpty()) {
      page.blank().headline(Tint.BAD, "Needs you");
    }
    for (Problem problem : status.problems()) {
      String since = problem.since() == null ? "" : " (since " + spans.at(problem.since()) + ")";
      page.item("!", problem.what() + since, Tint.BAD);
      if (problem.remedy() != null && !problem.remedy().isEmpty()) {
        page.item(" ", problem.remedy());
      }
    }
    Findings.put(page, status.preflight());
    Bullets.put(page, Tint.DOUBT, "Warnings", status.warnings());
  }

  private void steps() {
    if (!status.steps().isEmpty()) {
      page.blank().headline(Tint.BOLD, "Clean-up");
    }
    for (StepResult step : status.steps()) {
      Steps.put(page, step);
    }
  }

  private void happenings() {
    List<Happening> all = status.lastHappenings();
    if (!all.isEmpty()) {
      page.blank().headline(Tint.BOLD, "Lately");
    }
    all.subList(Math.max(0, all.size() - HAPPENINGS_SHOWN), all.size())
        .forEach(happening -> page.item(spans.at(happening.at()), happening.what()));
  }

  private String age() {
    boolean known = newest != null && newest.at() != null;
    boolean told = known && newest.situation() != QueueSituation.UNREADABLE;
    return told ? ", read " + spans.ago(newest.at()) : "";
  }

  private String when(Instant at) {
    return spans.at(at) + " (" + spans.until(at) + ")";
  }

  private String done() {
    List<String> done = Jobs.done(status.counts());
    return done.isEmpty() ? "" : "; " + String.join(", ", done);
  }

  private Tint tint() {
    if (status.phase() == Phase.NEEDS_ATTENTION
        || status.steps().stream().map(StepResult::outcome).anyMatch(StepOutcome::blocked)) {
      return Tint.BAD;
    }
    return status.verdict() == Verdict.CLEANUP_INCOMPLETE || status.verdict() == Verdict.UNKNOWN
        ? Tint.BAD
        : Tint.GOOD;
  }
}
