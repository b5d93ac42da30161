package org.distributedmonitor.lambda;

import io.temporal.client.WorkflowExecutionDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.distributedmonitor.monitor.Endings;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * A monitor that is over because the run is, or because a person wanted it to be. Alarms that come
 * later do not bring it back; only another startCluster, which writes the file anew, does.
 *
 * @param workflowId its id
 * @param how its verdict, or how it ended without one
 * @param at when it ended
 */
record EndedMonitor(String workflowId, String how, Instant at) {

  /**
   * @return empty for one that runs, and for one that was terminated, timed out or failed without a
   *     verdict: that was nobody's wish, or not said in a way that leaves the run in order
   */
  static Optional<EndedMonitor> of(WorkflowExecutionDescription monitor) {
    return switch (monitor.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_COMPLETED, WORKFLOW_EXECUTION_STATUS_CANCELED ->
          Optional.of(ended(monitor, Endings.words(monitor.getStatus())));
      case WORKFLOW_EXECUTION_STATUS_TERMINATED,
          WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
          WORKFLOW_EXECUTION_STATUS_FAILED ->
          verdict(monitor).map(verdict -> ended(monitor, verdict));
      default -> Optional.empty();
    };
  }

  /** What befell such a monitor, such as {@code was terminated}. */
  static Optional<String> cutOff(WorkflowExecutionDescription monitor) {
    return verdict(monitor).isPresent()
        ? Optional.empty()
        : Endings.cutOff(Endings.words(monitor.getStatus()));
  }

  /** Whether the file was written after the end. S3 tells whole seconds. */
  boolean before(StoredFile file) {
    return !file.written().isBefore(at.truncatedTo(ChronoUnit.SECONDS));
  }

  String leftAlone(Run run, StoredFile file) {
    return run.app()
        + ": is not started again: "
        + workflowId
        + " ended at "
        + at.truncatedTo(ChronoUnit.SECONDS)
        + " ("
        + how
        + "), and "
        + file.location()
        + " is from before, "
        + file.written()
        + ". To watch it all the same: bin/starter start --again --file.";
  }

  private static EndedMonitor ended(WorkflowExecutionDescription monitor, String how) {
    return new EndedMonitor(
        monitor.getExecution().getWorkflowId(),
        verdict(monitor).orElse(how),
        monitor.getCloseTime());
  }

  private static Optional<String> verdict(WorkflowExecutionDescription monitor) {
    String verdict = (String) monitor.getMemo(TemporalNames.VERDICT_MEMO, String.class);
    return Optional.ofNullable(verdict).filter(known -> !known.isEmpty());
  }
}
