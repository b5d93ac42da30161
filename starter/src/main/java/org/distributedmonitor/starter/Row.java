package org.distributedmonitor.starter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributes;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.distributedmonitor.monitor.Endings;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * A monitor in the list.
 *
 * @param cutOff what befell it, such as {@code was terminated}; null while it runs, and when it
 *     ended of its own accord or was told to
 * @param standing how it stands; null when it has ended
 */
record Row(
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
    boolean running =
        found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    SearchAttributes attributes = found.getTypedSearchAttributes();
    String id = found.getExecution().getWorkflowId();
    String verdict = found.getMemo(TemporalNames.VERDICT_MEMO, String.class, String.class);
    String ending = Endings.words(found.getStatus());
    return new Row(
        id,
        TemporalNames.nameOf(id),
        running ? phase(attributes) : ended(verdict, ending),
        running,
        found.getStartTime(),
        found.getCloseTime(),
        verdict == null ? Endings.cutOff(ending).orElse(null) : null,
        found.getTaskQueue(),
        null);
  }

  Row standing(Standing now) {
    return new Row(workflowId, app, phase, running, since, ended, cutOff, taskQueue, now);
  }

  /** Its phase is what it last said of itself, so who does not work on it now is said, too. */
  String told() {
    String mark = Optional.ofNullable(standing).map(Standing::mark).orElse("");
    return mark.isEmpty() ? phase : phase + ", " + mark;
  }

  private static String phase(SearchAttributes attributes) {
    return attributes.containsKey(TemporalNames.PHASE)
        ? attributes.get(TemporalNames.PHASE)
        : "RUNNING";
  }

  private static String ended(String verdict, String ending) {
    return verdict != null ? verdict : ending.toUpperCase(Locale.ROOT);
  }
}
