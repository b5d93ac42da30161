package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.starter.text.PlanText;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = "Show what is there of a run and what a clean-up would do; changes nothing.")
final class PlanCommand implements Callable<Integer> {

  private final Surroundings around;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "the monitor file that startCluster wrote")
  private Path file;

  @Mixin private PlaceOptions place;
  @Mixin private OutputOption output;

  PlanCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Reading.Read read = MonitorFiles.read(file);
    PlanOrder order = new PlanOrder(place.inRegion(read.run()), place.withFleets(read.fleetIds()));
    read.warnings().forEach(warning -> around.err().println("warning: " + warning));
    try (Temporal temporal = Temporal.connect(around.env())) {
      RunPlan plan = plan(temporal, order);
      Optional<Execution> monitor = monitorOf(temporal, order);
      output.print(
          around,
          () -> json(plan, monitor, read.warnings()),
          () -> text(plan, watching(temporal, monitor)));
      return 0;
    }
  }

  private RunPlan plan(Temporal temporal, PlanOrder order) {
    String app = order.run().app();
    return new Errand(temporal, around, "the plan")
        .run(
            "PlanWorkflow",
            TemporalNames.planWorkflowId(app, UUID.randomUUID().toString()),
            "What a clean-up of " + app + " would do",
            order,
            RunPlan.class);
  }

  /** The monitor that watches the run now. */
  private static Optional<Execution> monitorOf(Temporal temporal, PlanOrder order) {
    return new Monitors(temporal)
        .newest(TemporalNames.workflowId(order.run().app()))
        .filter(Execution::running);
  }

  /** What that monitor is about, a sentence; empty when there is none. */
  private String watching(Temporal temporal, Optional<Execution> monitor) {
    return monitor
        .map(
            running ->
                running.workflowId()
                    + " watches this run"
                    + new Monitors(temporal)
                        .status(running)
                        .map(MonitorStatus::phase)
                        .map(phase -> " (" + phase.words() + ")")
                        .orElse("")
                    + " and does this by itself.")
        .orElse("");
  }

  private String text(RunPlan plan, String watching) {
    return PlanText.render(
        plan, watching, around.command(), around.zone(), around.width(), around.color());
  }

  private static ObjectNode json(RunPlan plan, Optional<Execution> monitor, List<String> warnings) {
    ObjectNode node = OutputOption.MAPPER.valueToTree(plan);
    node.put("watchedBy", monitor.map(Execution::workflowId).orElse(null));
    node.set("warnings", OutputOption.MAPPER.valueToTree(warnings));
    return node;
  }
}
