package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the runs that are watched or ended this week.")
final class ListCommand implements Callable<Integer> {

  private static final Duration RECENT = Duration.ofDays(7);

  private final Surroundings around;

  @Option(names = "--all", description = "all that Temporal still remembers")
  private boolean all;

  @Mixin private OutputOption output;

  ListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Temporal temporal = Temporal.connect(around.env())) {
      List<Row> rows = new Monitors(temporal).list(query());
      if (output.json()) {
        ArrayNode array = OutputOption.MAPPER.createArrayNode();
        rows.forEach(row -> array.add(OutputOption.MAPPER.<ObjectNode>valueToTree(row)));
        output.print(around, array);
      } else if (rows.isEmpty()) {
        around.out().println(nothing());
      } else {
        around.out().print(Row.table(rows, new Spans(around.now(), around.zone())));
      }
      return 0;
    }
  }

  private String query() {
    String monitors =
        "WorkflowType='" + TemporalNames.WORKFLOW_TYPE + "' AND ExecutionStatus!='ContinuedAsNew'";
    String recent = around.now().minus(RECENT).truncatedTo(ChronoUnit.SECONDS).toString();
    return all
        ? monitors
        : monitors + " AND (ExecutionStatus='Running' OR CloseTime>'" + recent + "')";
  }

  private String nothing() {
    return (all ? "No run was ever watched here" : "No run is watched, and none ended this week")
        + ". \""
        + around.command()
        + " start --file FILE\" watches one.";
  }
}
