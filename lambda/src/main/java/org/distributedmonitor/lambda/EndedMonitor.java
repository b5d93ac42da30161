package org.distributedmonitor.lambda;

import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.run.Run;

/**
 * A monitor that is over because the run is, or because a person wanted it to be. Alarms that come
 * later do not bring it back; only another startCluster, which writes the file anew, does.
 *
 * @param workflowId its id
 * @param how its verdict, or how it ended without one
 * @param at when it ended, in whole seconds
 */
record EndedMonitor(String workflowId, String how, Instant at) {

  /**
   * @return empty for one that runs, and for one that was terminated, timed out or failed without a
   *     verdict: that was nobody's wish, or not said in a way that leaves the run in order
   */
  static Optional<EndedMonitor> of(Execution monitor) {
    Optional<String> how =
        switch (monitor.status()) {
          case WORKFLOW_EXECUTION_STATUS_COMPLETED, WORKFLOW_EXECUTION_STATUS_CANCELED ->
              monitor.verdict().or(() -> Optional.of(monitor.ending()));
          case WORKFLOW_EXECUTION_STATUS_TERMINATED,
              WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
              WORKFLOW_EXECUTION_STATUS_FAILED ->
              monitor.verdict();
          default -> Optional.empty();
        };
    return how.map(said -> new EndedMonitor(monitor.workflowId(), said, monitor.closedAt()));
  }

  /** Whether the file was written after the end. S3 tells whole seconds. */
  boolean before(StoredFile file) {
    return !file.written().isBefore(at);
  }

  String leftAlone(Run run, StoredFile file) {
    return """
        %s: is not started again: %s ended at %s (%s), and %s is from before, %s. To watch it all \
        the same: bin/starter start --again --file."""
        .formatted(run.app(), workflowId, at, how, file.location(), file.written());
  }
}
