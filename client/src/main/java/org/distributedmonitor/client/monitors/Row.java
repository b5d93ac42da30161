package org.distributedmonitor.client.monitors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * A monitor in the list.
 *
 * @param cutOff what befell it, such as {@code was terminated}; null while it runs, and when it
 *     ended of its own accord or was told to
 * @param standing how it stands; null when it has ended
 */
public record Row(
    String workflowId,
    String app,
    String phase,
    boolean running,
    Instant since,
    Instant ended,
    String cutOff,
    @JsonIgnore String taskQueue,
    @JsonUnwrapped Standing standing) {

  static Row of(WorkflowExecutionMetadata found) {
    Execution monitor = Execution.listed(found);
    return new Row(
        monitor.workflowId(),
        TemporalNames.nameOf(monitor.workflowId()),
        monitor.running() ? monitor.phase() : monitor.verdict().orElse(monitor.phase()),
        monitor.running(),
        found.getStartTime(),
        found.getCloseTime(),
        monitor.cutOff().orElse(null),
        found.getTaskQueue(),
        null);
  }

  Row standing(Standing now) {
    return new Row(workflowId, app, phase, running, since, ended, cutOff, taskQueue, now);
  }

  /** Its phase is what it last said of itself, so who does not work on it now is said, too. */
  public String told() {
    String mark = Optional.ofNullable(standing).map(Standing::mark).orElse("");
    return mark.isEmpty() ? phase : phase + ", " + mark;
  }
}
