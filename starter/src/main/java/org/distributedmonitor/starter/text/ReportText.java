package org.distributedmonitor.starter.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;

/** A run's report as a page, the verdict first. */
public final class ReportText {

  private final MonitorReport report;
  private final Spans spans;
  private final Page page;

  private ReportText(MonitorReport report, Spans spans, Page page) {
    this.report = report;
    this.spans = spans;
    this.page = page;
  }

  /** The whole report. */
  public static String render(MonitorReport report, ZoneId zone, int width, boolean color) {
    ReportText text = text(report, zone, width, color);
    text.facts();
    text.steps();
    Leftovers.put(text.page, report.leftovers(), report.wholeList());
    Bullets.put(text.page, Tint.DOUBT, "Warnings", report.warnings());
    text.happenings();
    return text.page.toString();
  }

  /** The verdict, the facts, and what is left. */
  public static String summary(MonitorReport report, ZoneId zone, int width, boolean color) {
    ReportText text = text(report, zone, width, color);
    text.facts();
    Leftovers.put(text.page, report.leftovers(), report.wholeList());
    return text.page.toString();
  }

  private static ReportText text(MonitorReport report, ZoneId zone, int width, boolean color) {
    // Seen from long ago, so that every time of a report carries its day.
    return new ReportText(report, new Spans(Instant.EPOCH, zone), new Page(width, color));
  }

  private void facts() {
    Verdict verdict = report.verdict();
    page.headline(tint(verdict), report.run().app() + ": " + verdict + ", " + verdict.words());
    page.fact("Watched", watched());
    page.fact("Jobs", jobs());
    if (!report.failedJobsFile().isEmpty()) {
      page.fact("", "They are listed, ready to be submitted again, in " + report.failedJobsFile());
    }
    report.fleetIds().forEach(fleet -> page.fact("Fleet", fleet));
    String where = (report.account() + " " + report.region()).strip();
    if (!where.isEmpty()) {
      page.fact("AWS", where.replace(" ", ", "));
    }
    List<String> done = Jobs.done(report.counts().withFailedJobs(0));
    if (!done.isEmpty()) {
      page.fact("Meanwhile", String.join(", ", done));
    }
    exports();
  }

  private void exports() {
    if (exported(Step.EXPORT_LOGS)) {
      page.fact("Logs", place(report.run().logGroup()));
    }
    if (exported(Step.EXPORT_INSTANCE_LOGS)) {
      page.fact("", place(report.run().instanceLogGroup()));
    }
  }

  private void steps() {
    if (!report.steps().isEmpty()) {
      page.blank().headline(Tint.BOLD, "Clean-up");
      report.steps().forEach(step -> Steps.put(page, step));
    }
  }

  private void happenings() {
    if (!report.happenings().isEmpty()) {
      page.blank().headline(Tint.BOLD, "What happened");
      report
          .happenings()
          .forEach(happening -> page.item(spans.at(happening.at()), happening.what()));
    }
  }

  private String watched() {
    String from = report.watchedSince() == null ? "" : spans.at(report.watchedSince());
    String to = report.finishedAt() == null ? "" : " to " + spans.at(report.finishedAt());
    String empty =
        report.emptyConfirmedAt() == null
            ? ""
            : "; the queue was empty for certain at " + spans.at(report.emptyConfirmedAt());
    return from + to + empty;
  }

  private String jobs() {
    int failed = report.counts().failedJobs();
    String seen =
        report.mostJobsSeen() == 0
            ? "none seen"
            : "at most " + report.mostJobsSeen() + " at once in the queue";
    return failed == 0 ? seen : seen + "; " + Jobs.counted(failed, "job") + " failed";
  }

  private boolean exported(Step step) {
    return report.steps().stream()
        .filter(result -> result.step() == step)
        .map(StepResult::outcome)
        .anyMatch(outcome -> outcome.kind() == StepOutcome.Kind.DONE);
  }

  private String place(String group) {
    return "s3://" + report.run().bucket() + "/" + report.run().exportPrefix(group);
  }

  private static Tint tint(Verdict verdict) {
    return switch (verdict) {
      case SUCCEEDED -> Tint.GOOD;
      case SUCCEEDED_WITH_FAILED_JOBS, STOPPED -> Tint.DOUBT;
      case CLEANUP_INCOMPLETE, UNKNOWN -> Tint.BAD;
    };
  }
}
