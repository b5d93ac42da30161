package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.client.start.Starting.Started;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.starter.text.Tint;

/** What a start tells: what is watched, where to look, what comes next, and what can be asked. */
final class StartAnswer {

  private final Surroundings around;
  private final Temporal temporal;
  private final MonitorRequest request;
  private final Started started;

  StartAnswer(Surroundings around, Temporal temporal, MonitorRequest request, Started started) {
    this.around = around;
    this.temporal = temporal;
    this.request = request;
    this.started = started;
  }

  /**
   * @param run how to name the run in further commands
   */
  void print(OutputOption output, String run, List<String> warnings) {
    if (started.registration().isEmpty()) {
      String nobody =
          started
              .failure()
              .map(known -> TemporalTrouble.workerFails(started.workflowId(), known).getMessage())
              .orElseGet(() -> TemporalTrouble.nothingWatched(temporal.taskQueue()));
      around.err().println("warning: " + nobody);
    }
    output.print(around, () -> json(warnings), () -> text(run));
  }

  private String text(String run) {
    Page page = around.page();
    page.headline(Tint.GOOD, headline());
    facts(page);
    started
        .registration()
        .ifPresent(
            answer -> {
              listed(page, "Changed", answer.changed());
              listed(page, "Left as it was", answer.kept());
              listed(page, "What happens next", answer.expectations());
            });
    page.blank().line("You can close this terminal; the monitor goes on without it.").blank();
    hint(page, "See how it goes", "status " + run);
    if (!request.cheapest()) {
      hint(page, "One machine only", "cheapest " + run);
    }
    hint(page, "Leave all on a while", "hold --for 2h " + run);
    hint(page, "Clean up now", "finish " + run);
    hint(page, "End the monitor", "stop " + run);
    return page.toString();
  }

  private String headline() {
    String app = request.run().app();
    if (started.registration().isEmpty()) {
      return started.failure().isPresent()
          ? app + ": the monitor is kept, and waits for a worker that does not fail on it"
          : app + ": the monitor waits for a worker";
    }
    Registration answer = started.registration().get();
    return answer.outcome() == Outcome.JOINED
        ? app + ": is watched already (" + answer.phase().words() + "); this start was added"
        : app + ": is watched now";
  }

  private void facts(Page page) {
    Run run = request.run();
    page.fact("Queue", run.queue());
    request.fleetIds().forEach(fleet -> page.fact("Fleet", fleet));
    page.fact("Bucket", run.bucket());
    if (!run.region().isEmpty()) {
      page.fact("Region", run.region());
    }
    if (request.cheapest()) {
      page.fact("Cheapest", "asked for");
    }
    page.fact("Workflow", started.workflowId());
    webUi().ifPresent(url -> page.fact("Web UI", url));
  }

  private static void listed(Page page, String headline, List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.blank().headline(Tint.BOLD, headline);
      sentences.forEach(sentence -> page.bullet(sentence));
    }
  }

  private void hint(Page page, String what, String command) {
    page.item(Page.padded(what, 21), around.command() + " " + command);
  }

  private Optional<String> webUi() {
    return WebUi.of(temporal, started.workflowId(), around.env());
  }

  private ObjectNode json(List<String> warnings) {
    ObjectNode node = OutputOption.MAPPER.createObjectNode();
    node.put("workflowId", started.workflowId());
    node.put("webUi", webUi().orElse(null));
    node.put("workerAnswered", started.registration().isPresent());
    node.put("workerFails", started.failure().map(WorkerFailure::cause).orElse(null));
    started
        .registration()
        .ifPresent(answer -> node.setAll(OutputOption.MAPPER.<ObjectNode>valueToTree(answer)));
    node.set("run", OutputOption.MAPPER.valueToTree(request.run()));
    node.set("fleetIds", OutputOption.MAPPER.valueToTree(request.fleetIds()));
    node.set("warnings", OutputOption.MAPPER.valueToTree(warnings));
    return node;
  }
}
