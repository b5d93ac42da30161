package org.distributedmonitor.starter.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;

/** What people are told of Auto-Monitor: where it looks, when, and how each file stands. */
public final class AutoMonitorText {

  /** Of the older files; a bucket that is lived in has hundreds. */
  private static final int OLDER_SHOWN = 20;

  /** Most take seconds; one that nobody works at goes on, too. */
  private static final Duration USUAL_SCAN = Duration.ofMinutes(1);

  private final Spans spans;
  private final Page page;
  private boolean begun;

  public AutoMonitorText(Spans spans, int width, boolean color) {
    this.spans = spans;
    this.page = new Page(width, color);
  }

  public void folder(AutoMonitor order, boolean paused) {
    if (begun) {
      page.blank();
    }
    begun = true;
    String every = order.folder().uri() + ": looked through every " + Spans.words(order.every());
    page.headline(paused ? Tint.DOUBT : Tint.BOLD, every + (paused ? ", but paused" : ""));
  }

  /**
   * The newest scan.
   *
   * @param ended null while it goes on
   * @param ending how Temporal says that it ended
   */
  public void lastScan(Instant began, Instant ended, String ending, ScanReport report) {
    String when = spans.at(began) + " (" + spans.ago(began) + ")";
    if (ended == null) {
      boolean late = spans.longerAgo(USUAL_SCAN, began);
      page.fact(
          "Last scan", when + ", goes on" + (late ? "; does a worker run (bin/worker)?" : ""));
    } else if (ending.equals("completed")) {
      page.fact(
          "Last scan",
          when + ", took " + took(Duration.between(began, ended)) + ": " + report.summary());
    } else {
      page.fact("Last scan", when + ", " + ending + "; the next one goes on from the one before");
    }
  }

  private static String took(Duration time) {
    return time.toSeconds() == 0 ? "under 1 s" : Spans.words(time);
  }

  public void nextScan(Instant next) {
    page.fact(
        "Next scan",
        next == null
            ? "none; unpause the schedule in the Web UI, or enable it again"
            : spans.at(next) + " (" + spans.until(next) + ")");
  }

  /** Where more is to be seen. */
  public void schedule(String id, String webUi) {
    page.fact("Schedule", id);
    if (!webUi.isEmpty()) {
      page.fact("Web UI", webUi);
    }
  }

  public void files(ScanReport report, Map<String, String> phases, AutoMonitor order) {
    if (report.at() == null && report.problem().isEmpty()) {
      page.blank().line("No scan has ended yet.");
      return;
    }
    if (report.files().isEmpty() && report.problem().isEmpty()) {
      page.blank()
          .line(
              report.older() == 0
                  ? "No monitor file is there. startCluster uploads one if AUTO_MONITOR = 'True'."
                  : "No monitor file has been written since it was enabled.");
    }
    if (!report.files().isEmpty()) {
      page.blank();
    }
    report.files().forEach(file -> file(file, phases));
    if (report.older() > 0) {
      page.blank()
          .line(
              report.older()
                  + (report.older() == 1 ? " older file is" : " older files are")
                  + " left alone; `auto-monitor enable --existing` shows what it would do, and asks.");
    }
  }

  private void file(TrackedFile file, Map<String, String> phases) {
    page.item(shown(file.name()), standing(file, phases), tint(file.state()));
    file.notes().forEach(note -> page.item("   ", note));
  }

  /** A key may hold anything, also what a terminal obeys. */
  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private String standing(TrackedFile file, Map<String, String> phases) {
    String since = ", since " + spans.at(file.since());
    return switch (file.state()) {
      case WATCHED -> {
        String phase = phases.get(file.workflowId());
        yield phase == null
            ? file.workflowId() + " has ended; the next scan sees how"
            : "watched by " + file.workflowId() + " (" + phase + ")" + since;
      }
      case REPORTED ->
          (file.lostItsMonitor() ? "not watched any more" : "not started")
              + since
              + (file.nextLook() == null
                  ? ""
                  : "; looked at again " + spans.until(file.nextLook()));
      case UNREADABLE -> "cannot be read" + since + "; looked at again when it changes";
      case WAITING -> "waiting; the next scan tries again";
      case ENDED -> "not started again until it changes" + since;
      case CLEANED -> "its run is cleaned up" + since + "; it is to be moved away";
      case MOVED -> "finished; moved away" + since;
      case GONE -> "gone" + since;
    };
  }

  private static Tint tint(FileState state) {
    return switch (state) {
      case WATCHED -> Tint.GOOD;
      case UNREADABLE, REPORTED -> Tint.BAD;
      case WAITING, CLEANED -> Tint.DOUBT;
      case ENDED, MOVED, GONE -> Tint.NONE;
    };
  }

  /** The files that lie there already, by name, as far as there is room. */
  public void older(List<FileMark> older) {
    marks(
        older,
        older.size() == 1
            ? "One monitor file lies there already and is left alone until it changes:"
            : older.size()
                + " monitor files lie there already and are left alone until they change:");
  }

  /** The files that lie there already and are handed to the monitors of their runs. */
  public void watched(List<FileMark> watched) {
    marks(
        watched,
        watched.size() == 1
            ? "One monitor file is a run's that is watched already; its monitor gets it:"
            : watched.size()
                + " monitor files are runs' that are watched already; their monitors get them:");
  }

  private void marks(List<FileMark> marks, String headline) {
    if (marks.isEmpty()) {
      return;
    }
    page.blank().line(headline);
    marks.stream().limit(OLDER_SHOWN).forEach(file -> page.bullet(shown(file.name())));
    if (marks.size() > OLDER_SHOWN) {
      page.bullet("and " + (marks.size() - OLDER_SHOWN) + " more");
    }
  }

  /** What would become of the files that lie there already. */
  public void prospects(List<Prospect> prospects) {
    prospects.forEach(
        one -> {
          page.item(shown(one.name()), prospect(one), tint(one.would()));
          one.notes().forEach(note -> page.item("   ", note));
        });
    if (!prospects.isEmpty()) {
      page.blank();
    }
  }

  private static String prospect(Prospect one) {
    return switch (one.would()) {
      case WATCHED ->
          "would be watched: the run " + one.app() + " with " + String.join(", ", one.fleetIds());
      case REPORTED -> "would not be started";
      case UNREADABLE -> "cannot be read";
      case MOVED -> "its run is over; it would be moved away";
      case WAITING, ENDED, CLEANED, GONE -> "could not be looked at; a scan would try again";
    };
  }

  /** A headline and sentences under it. */
  public void listed(String headline, List<String> sentences) {
    Bullets.put(page, Tint.BOLD, headline, sentences);
  }

  public void headline(String line) {
    page.headline(Tint.GOOD, line);
  }

  /** A paragraph of its own. */
  public void line(String line) {
    page.blank().line(line);
  }

  public void blank() {
    page.blank();
  }

  public void hint(String what, String command) {
    page.item(Page.padded(what, 21), command);
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
