package org.distributedmonitor.client.monitors;

import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.queue.QueueReading;

/**
 * How a monitor that runs stands, as far as the server knows without asking it.
 *
 * @param read when its queue was read last; null when that is not known, and once it cleans up
 * @param workerAnswers whether a worker takes its work
 * @param workerFails why that worker fails on it; null when it does not
 */
public record Standing(Instant read, boolean workerAnswers, String workerFails) {

  static Standing of(Monitors monitors, Execution execution, boolean polled, Instant now) {
    boolean workerAnswers = polled && !execution.leftWaiting(now);
    Optional<WorkerFailure> failure =
        workerAnswers && execution.taskFailures() > 0
            ? monitors.failure(execution)
            : Optional.empty();
    return new Standing(
        execution
            .watching()
            .flatMap(seen -> Optional.ofNullable(seen.newest()))
            .map(QueueReading::at)
            .orElse(null),
        workerAnswers,
        failure.map(WorkerFailure::cause).orElse(null));
  }

  public boolean watched() {
    return workerAnswers && workerFails == null;
  }

  /** What stands in the way, in two words; empty when nothing does. */
  String mark() {
    if (watched()) {
      return "";
    }
    return workerAnswers ? "worker fails" : "no worker";
  }
}
