package org.distributedmonitor.starter;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.distributedmonitor.starter.text.Page;
import org.distributedmonitor.starter.text.Spans;
import org.distributedmonitor.temporal.Endings;
import org.distributedmonitor.temporal.TemporalNames;

/** A monitor in the list. What Temporal's own listing holds has to do: nothing more is asked. */
record Row(
    String workflowId, String app, String phase, boolean running, Instant since, Instant ended) {

  private static final int PHASE = 28;
  private static final int TIME = 18;

  static Row of(WorkflowExecutionMetadata found) {
    boolean running =
        found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    SearchAttributes attributes = found.getTypedSearchAttributes();
    String id = found.getExecution().getWorkflowId();
    return new Row(
        id,
        TemporalNames.nameOf(id),
        running ? phase(attributes) : ending(found),
        running,
        found.getStartTime(),
        found.getCloseTime());
  }

  /** Columns as wide as what is in them; a line is never broken. */
  static String table(List<Row> rows, Spans spans) {
    int app = rows.stream().mapToInt(row -> row.app.length()).max().orElse(0) + 2;
    StringBuilder table = new StringBuilder(line(app, "RUN", "PHASE", "SINCE", "ENDED"));
    for (Row row : rows) {
      String ended = row.ended == null ? "" : spans.at(row.ended);
      table.append(line(app, row.app, row.phase, spans.at(row.since), ended));
    }
    return table.toString();
  }

  private static String line(int app, String run, String phase, String since, String ended) {
    String line =
        Page.padded(run, app) + Page.padded(phase, PHASE) + Page.padded(since, TIME) + ended;
    return line.stripTrailing() + "\n";
  }

  private static String phase(SearchAttributes attributes) {
    return attributes.containsKey(TemporalNames.PHASE)
        ? attributes.get(TemporalNames.PHASE)
        : "RUNNING";
  }

  private static String ending(WorkflowExecutionMetadata found) {
    String verdict = found.getMemo(TemporalNames.VERDICT_MEMO, String.class, String.class);
    return verdict != null ? verdict : Endings.words(found.getStatus()).toUpperCase(Locale.ROOT);
  }
}
