package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.starter.text.ReportText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "report", description = "Show how a run ended, and what was done about it.")
final class ReportCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private RunOption run;
  @Mixin private OutputOption output;

  ReportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    run.name();
    try (Temporal temporal = Temporal.connect(around.env())) {
      Monitors monitors = new Monitors(temporal);
      View view = View.of(monitors, run.newest(monitors, around.command()));
      if (view.report().isPresent()) {
        whole(view.report().get());
        return 0;
      }
      partial(view, temporal);
      view.trouble(monitors).ifPresent(TemporalTrouble::raise);
      return view.execution().running() ? 0 : Trouble.FAILED;
    }
  }

  private void whole(MonitorReport report) {
    output.print(
        around,
        () -> OutputOption.MAPPER.valueToTree(report),
        () -> ReportText.render(report, around.zone(), around.width(), around.color()));
  }

  private void partial(View view, Temporal temporal) {
    if (view.execution().running()) {
      around.err().println("note: the run is not finished; this is how it stands now");
    }
    output.print(around, () -> view.json(around, temporal), () -> view.text(around));
  }
}
