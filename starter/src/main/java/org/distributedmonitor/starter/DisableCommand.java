package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "disable",
    description = "Look for monitor files no longer. Monitors that run go on.")
final class DisableCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private FolderOption where;
  @Mixin private OutputOption output;

  DisableCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    MonitorFolder folder = where.folder();
    try (Temporal temporal = Temporal.connect(around.env())) {
      List<String> watched = watched(temporal, folder);
      if (!new Schedules(temporal).delete(folder)) {
        throw Trouble.noSuchRun(
            "Auto-Monitor is not enabled for "
                + folder.uri()
                + "; \""
                + around.command()
                + " auto-monitor list\" shows for what it is");
      }
      output.print(around, () -> json(folder, watched), () -> told(folder, watched));
      // Else it would seem that the monitors go on.
      AutoMonitorCommand.warnWithoutWorker(around, temporal);
      return 0;
    }
  }

  /** The monitors of its files that run, whether or not the last scan still saw others. */
  private static List<String> watched(Temporal temporal, MonitorFolder folder) {
    return AutoMonitorView.of(temporal, TemporalNames.scheduleId(folder)).stream()
        .flatMap(view -> view.phases().keySet().stream())
        .toList();
  }

  private static ObjectNode json(MonitorFolder folder, List<String> watched) {
    ObjectNode node = OutputOption.MAPPER.createObjectNode();
    node.put("scheduleId", TemporalNames.scheduleId(folder));
    node.set("folder", OutputOption.MAPPER.valueToTree(folder));
    node.set("monitorsThatGoOn", OutputOption.MAPPER.valueToTree(watched));
    return node;
  }

  private String told(MonitorFolder folder, List<String> watched) {
    String monitors =
        watched.isEmpty()
            ? "Monitors that run go on"
            : "The monitors that run go on (" + String.join(", ", watched) + ")";
    return folder.uri()
        + " is looked through no longer. "
        + monitors
        + ": \""
        + around.command()
        + " list\" shows them.\n";
  }
}
