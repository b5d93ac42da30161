package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
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
      View view = View.of(monitors, monitors.newest(run, around.command()));
      if (view.report().isPresent()) {
        whole(view);
        return 0;
      }
      partial(view, temporal);
      view.trouble(monitors).ifPresent(Trouble::raise);
      return view.execution().running() ? 0 : Trouble.FAILED;
    }
  }

  private void whole(View view) {
    view.report()
        .ifPresent(
            report -> {
              if (output.json()) {
                output.print(around, OutputOption.MAPPER.valueToTree(report));
              } else {
                around
                    .out()
                    .print(
                        ReportText.render(report, around.zone(), around.width(), around.color()));
              }
            });
  }

  private void partial(View view, Temporal temporal) {
    if (view.execution().running()) {
      around.err().println("note: the run is not finished; this is how it stands now");
    }
    if (output.json()) {
      output.print(around, view.json(around, temporal));
    } else {
      around.out().print(view.text(around));
    }
  }
}
