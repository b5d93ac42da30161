package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.starter.text.ReportText;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.starter.text.StatusText;
import org.distributedmonitor.starter.text.Tint;

/**
 * Everything that is known of a run at one moment, from Temporal, its monitor and its report.
 *
 * @param status the monitor's own word; empty when it has ended or does not answer
 * @param failure why the worker fails on it, if that is why it does not answer
 * @param report how it ended; empty while it runs, and when it ended without one
 */
record View(
    Execution execution,
    Optional<MonitorStatus> status,
    Optional<WorkerFailure> failure,
    Optional<MonitorReport> report) {

  static View of(Monitors monitors, Execution execution) {
    if (!execution.running()) {
      return new View(execution, Optional.empty(), Optional.empty(), monitors.report(execution));
    }
    Optional<MonitorStatus> status = monitors.status(execution);
    Optional<WorkerFailure> failure =
        status.isPresent() ? Optional.empty() : monitors.failure(execution.workflowId());
    return new View(execution, status, failure, Optional.empty());
  }

  /** Why a run that is on does not answer; empty when it does, or is over. */
  Optional<TemporalTrouble> trouble(Monitors monitors) {
    return execution.running() && status.isEmpty()
        ? Optional.of(monitors.unanswered(execution, failure))
        : Optional.empty();
  }

  /** The newer of what the monitor and what its watch in progress saw; null when neither did. */
  QueueSighting newest() {
    QueueSighting told = status.map(MonitorStatus::queue).orElse(null);
    QueueSighting watched = execution.watching().orElse(null);
    if (told == null || watched == null) {
      return told == null ? watched : told;
    }
    boolean older = watched.at() == null || (told.at() != null && told.at().isAfter(watched.at()));
    return older ? told : watched;
  }

  String text(Surroundings around) {
    int width = around.width();
    boolean color = around.color();
    if (report.isPresent()) {
      return ReportText.summary(report.get(), around.zone(), width, color);
    }
    Page page = around.page();
    if (status.isEmpty()) {
      bare(page, around.spans(), around.command());
    }
    if (!execution.waiting().isEmpty()) {
      page.blank().headline(Tint.DOUBT, "Under way");
      execution.waiting().forEach(waiting -> page.bullet(waiting.toString()));
    }
    return status
            .map(
                known ->
                    StatusText.render(known, newest(), around.now(), around.zone(), width, color))
            .orElse("")
        + page;
  }

  private void bare(Page page, Spans spans, String command) {
    if (execution.running()) {
      page.headline(
          failure.isPresent() ? Tint.BAD : Tint.DOUBT,
          execution.workflowId()
              + (failure.isPresent()
                  ? ": the worker fails on it, so nothing is watched now"
                  : ": no worker answers, so nothing is watched now"));
      failure.ifPresent(
          known -> page.fact("Why", known.cause()).fact("To do", WorkerFailure.REMEDY));
      page.fact("Running", "since " + spans.at(execution.since()));
      if (newest() != null && newest().newest() != null) {
        var reading = newest().newest();
        page.fact("Jobs", reading.remaining() + " left, " + spans.ago(reading.at()));
      }
    } else if (execution.cancelled()) {
      // Its report is told by a worker, from its history.
      page.headline(
          Tint.DOUBT,
          execution.workflowId()
              + ": was cancelled at "
              + spans.at(execution.closedAt())
              + ", and no worker answers who could show its report");
    } else {
      page.headline(
          Tint.BAD,
          execution.workflowId()
              + ": ended without a report ("
              + execution.ending()
              + ", "
              + spans.at(execution.closedAt())
              + "); the run may still be on, and nobody watches it");
      page.fact("To do", command + " start --file FILE watches it again");
    }
  }

  ObjectNode json(Surroundings around, Temporal temporal) {
    ObjectNode node = OutputOption.MAPPER.createObjectNode();
    node.put("workflowId", execution.workflowId());
    node.put("webUi", WebUi.of(temporal, execution.workflowId(), around.env()).orElse(null));
    node.put("running", execution.running());
    node.put("workerAnswers", status.isPresent());
    node.put("workerFails", failure.map(WorkerFailure::cause).orElse(null));
    if (!execution.running()) {
      node.put("phase", Phase.FINISHED.name());
      node.put("ending", execution.ending());
    }
    status.ifPresent(known -> node.setAll(OutputOption.MAPPER.<ObjectNode>valueToTree(known)));
    report.ifPresent(
        known -> {
          node.put("verdict", known.verdict().name());
          node.set("report", OutputOption.MAPPER.valueToTree(known));
        });
    if (execution.running()) {
      node.set("queue", OutputOption.MAPPER.valueToTree(newest()));
      node.set("waiting", OutputOption.MAPPER.valueToTree(execution.waiting()));
    }
    return node;
  }
}
