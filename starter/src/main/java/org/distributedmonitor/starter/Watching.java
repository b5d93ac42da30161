package org.distributedmonitor.starter;

import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.starter.text.StatusLine;

/** Shows a run again and again until it ends. */
final class Watching {

  /** Often enough to feel alive; the queue itself is read every minute. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final String CLEARED = "\u001b[H\u001b[2J";

  private final Surroundings around;
  private final Temporal temporal;
  private final OutputOption output;
  private String shown = "";

  Watching(Surroundings around, Temporal temporal, OutputOption output) {
    this.around = around;
    this.temporal = temporal;
    this.output = output;
  }

  /** The exit code: 0 when everything of the run was cleaned up. */
  int until(String workflowId) {
    Monitors monitors = new Monitors(temporal);
    while (true) {
      Optional<View> view = look(monitors, workflowId);
      view.ifPresent(seen -> show(monitors, seen));
      if (view.isPresent() && !view.get().execution().running()) {
        return view.get().report().filter(Watching::well).isPresent() ? 0 : Trouble.FAILED;
      }
      pause();
    }
  }

  /** A lost connection is no reason to stop watching: it comes back, and the run goes on. */
  private Optional<View> look(Monitors monitors, String workflowId) {
    try {
      return monitors.newest(workflowId).map(found -> View.of(monitors, found));
    } catch (TemporalTrouble lost) {
      if (!lost.unreachable()) {
        throw lost;
      }
      note(lost.getMessage());
      return Optional.empty();
    }
  }

  private void show(Monitors monitors, View view) {
    if (output.json()) {
      output.printLine(around, view.json(around, temporal));
    } else if (around.terminal()) {
      around.out().print(CLEARED + view.text(around));
    } else if (!view.execution().running()) {
      around.out().print(view.text(around));
    } else {
      view.trouble(monitors).ifPresent(trouble -> note(trouble.getMessage()));
      view.status().ifPresent(status -> put(StatusLine.render(status, view.newest())));
    }
    around.out().flush();
  }

  /** A line that says nothing new is not printed again. */
  private void put(String line) {
    if (!line.equals(shown)) {
      around.out().println(around.spans().at(around.now()) + "  " + line);
      shown = line;
    }
  }

  private void note(String trouble) {
    if (!trouble.equals(shown)) {
      around.err().println("warning: " + trouble);
      shown = trouble;
    }
  }

  private static boolean well(MonitorReport report) {
    return report.verdict() == Verdict.SUCCEEDED
        || report.verdict() == Verdict.SUCCEEDED_WITH_FAILED_JOBS;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.failed("interrupted");
    }
  }
}
