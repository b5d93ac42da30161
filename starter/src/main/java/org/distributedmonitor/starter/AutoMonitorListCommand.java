package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.starter.text.AutoMonitorText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List where Auto-Monitor looks for monitor files, and how each file stands.")
final class AutoMonitorListCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private OutputOption output;

  AutoMonitorListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Temporal temporal = Temporal.connect(around.env())) {
      List<AutoMonitorView> views =
          new Schedules(temporal)
              .ids().stream().flatMap(id -> AutoMonitorView.of(temporal, id).stream()).toList();
      output.print(
          around,
          () ->
              OutputOption.MAPPER
                  .createArrayNode()
                  .addAll(views.stream().map(view -> json(temporal, view)).toList()),
          () -> text(temporal, views));
      if (!views.isEmpty()) {
        AutoMonitorCommand.warnWithoutWorker(around, temporal);
      }
      return 0;
    }
  }

  private String text(Temporal temporal, List<AutoMonitorView> views) {
    if (views.isEmpty()) {
      return "Auto-Monitor is not enabled for any bucket. \""
          + around.command()
          + " auto-monitor enable --bucket BUCKET\" enables it.\n";
    }
    AutoMonitorText text = around.autoMonitorText();
    views.forEach(
        view -> {
          text.folder(view.order(), view.paused());
          view.last()
              .ifPresent(
                  scan ->
                      text.lastScan(
                          scan.since(),
                          scan.running() ? null : scan.closedAt(),
                          scan.ending(),
                          view.report()));
          text.nextScan(view.paused() ? null : view.next());
          text.schedule(
              view.scheduleId(),
              WebUi.ofSchedule(temporal, view.scheduleId(), around.env()).orElse(""));
          text.files(view.report(), view.phases(), view.order());
        });
    return text.toString();
  }

  private ObjectNode json(Temporal temporal, AutoMonitorView view) {
    ObjectNode node = OutputOption.MAPPER.createObjectNode();
    node.put("scheduleId", view.scheduleId());
    node.put("webUi", WebUi.ofSchedule(temporal, view.scheduleId(), around.env()).orElse(null));
    node.setAll(OutputOption.MAPPER.<ObjectNode>valueToTree(view.order()));
    node.put("paused", view.paused());
    node.set("nextScan", OutputOption.MAPPER.valueToTree(view.next()));
    ObjectNode last = node.putObject("lastScan");
    view.last()
        .ifPresent(
            scan -> {
              last.put("workflowId", scan.workflowId());
              last.put("ending", scan.ending());
              last.set("began", OutputOption.MAPPER.valueToTree(scan.since()));
              if (!scan.running()) {
                last.set("ended", OutputOption.MAPPER.valueToTree(scan.closedAt()));
              }
            });
    node.set("report", OutputOption.MAPPER.valueToTree(view.report()));
    node.set("phases", OutputOption.MAPPER.valueToTree(view.phases()));
    return node;
  }
}
