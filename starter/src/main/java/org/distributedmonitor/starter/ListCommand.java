package org.distributedmonitor.starter;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.client.monitors.Row;
import org.distributedmonitor.client.monitors.Standings;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.temporal.TemporalNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description =
        "List the runs that are watched or ended this week, and say which are not watched now.")
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
      Monitors monitors = new Monitors(temporal);
      List<Row> rows = new Standings(monitors, temporal, around.now()).of(monitors.list(query()));
      output.print(
          around,
          () -> OutputOption.MAPPER.valueToTree(rows),
          () -> rows.isEmpty() ? nothing() : text(rows));
      unwatched(temporal, rows);
      return 0;
    }
  }

  private String text(List<Row> rows) {
    Table table = new Table(rows, around.spans(), around.command());
    Page page = around.page();
    table.sentences(page);
    return table.lines() + page;
  }

  /** A list of what is watched must not end well when something in it is not. */
  private static void unwatched(Temporal temporal, List<Row> rows) {
    List<Row> on =
        rows.stream().filter(row -> row.standing() != null && !row.standing().watched()).toList();
    Optional<Row> alone = on.stream().filter(row -> !row.standing().workerAnswers()).findFirst();
    if (alone.isPresent()) {
      throw TemporalTrouble.noWorker(temporal, alone.get().taskQueue());
    }
    if (!on.isEmpty()) {
      throw Trouble.unreachable(
          "the worker fails on "
              + (on.size() == 1 ? "a run, so it is" : on.size() + " runs, so they are")
              + " not watched; "
              + WorkerFailure.REMEDY);
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
        + " start --file FILE\" watches one.\n";
  }
}
