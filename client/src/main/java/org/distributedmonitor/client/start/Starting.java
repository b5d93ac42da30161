package org.distributedmonitor.client.start;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.client.connection.Patience;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.connection.TemporalTrouble.Kind;
import org.distributedmonitor.client.connection.WorkerFailure;
import org.distributedmonitor.client.monitors.EndedRun;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;

/**
 * Starts a monitor for somebody who waits, but not for long: what is called started is kept by the
 * server, whether or not a worker is there to answer.
 */
public final class Starting {

  /** For the monitor's answer, however long the server took to confirm the start. */
  private static final Duration AT_LEAST = Duration.ofSeconds(2);

  private final Temporal temporal;
  private final Monitors monitors;
  private final MonitorStarts starts;

  /**
   * What a start came to.
   *
   * @param registration the monitor's answer; empty when no worker was there to give it
   * @param failure why the worker fails on the monitor, if that is why it gave none
   */
  public record Started(
      String workflowId, Optional<Registration> registration, Optional<WorkerFailure> failure) {}

  public Starting(Temporal temporal) {
    this.temporal = temporal;
    this.monitors = new Monitors(temporal);
    this.starts = new MonitorStarts(temporal.client(), temporal.taskQueue());
  }

  /** The monitor that has ended and left nothing of this very run; empty when none has. */
  public Optional<EndedRun> over(String workflowId, MonitorRequest request) {
    return temporal.answer(() -> starts.over(workflowId, request.run(), request.fleetIds()));
  }

  /**
   * Starts the monitor, or hands the start over.
   *
   * @param workflowId where the monitor of the run's name is, or would be
   */
  public Started start(String workflowId, MonitorRequest request) {
    Optional<Execution> watching = monitors.newest(workflowId).filter(Execution::running);
    String id = watching.map(Execution::workflowId).orElse(workflowId);
    Started started = at(id, watching.isPresent(), request);
    if (outcome(started) == Outcome.NEWER_RUN) {
      // The one that cleans up keeps to what it froze; the newer run is watched beside it.
      String newer = MonitorStarts.newerRunOf(started.registration().orElseThrow(), request);
      boolean running = monitors.describe(newer).filter(Execution::running).isPresent();
      started = at(newer, running, request);
    }
    return started;
  }

  /**
   * Where nothing runs yet the start comes first, by itself: silence after an update does not tell
   * whether the server knows of the run, and one that has confirmed a start keeps it.
   */
  private Started at(String id, boolean running, MonitorRequest request) {
    Instant begin = Instant.now();
    if (!running) {
      confirmStart(id, request);
    }
    // Without a worker an update is never answered.
    if (!temporal.workerSeen(temporal.taskQueue())) {
      return unanswered(id, running, Optional.empty());
    }
    Duration rest = Patience.FOR_AN_ANSWER.minus(Duration.between(begin, Instant.now()));
    Optional<Registration> answer = registered(rest, id, request);
    return answer.isPresent()
        ? new Started(id, answer, Optional.empty())
        : unanswered(id, running, monitors.failure(id));
  }

  private Optional<Registration> registered(Duration rest, String id, MonitorRequest request) {
    try {
      return Patience.ask(
          rest.compareTo(AT_LEAST) < 0 ? AT_LEAST : rest, () -> starts.register(id, request));
    } catch (RuntimeException e) {
      // Where a worker fails on the run, its answer is an error of any kind.
      if (monitors.failure(id).isPresent()) {
        return Optional.empty();
      }
      throw temporal.told(e);
    }
  }

  /** The server keeps a start until a worker comes; what is handed over it does not keep. */
  private Started unanswered(String id, boolean running, Optional<WorkerFailure> failure) {
    if (running) {
      throw new TemporalTrouble(
          Kind.NO_WORKER, id + " runs already, but " + notHandedOver(failure));
    }
    return new Started(id, Optional.empty(), failure);
  }

  private void confirmStart(String id, MonitorRequest request) {
    try {
      Patience.ask(
              () -> {
                starts.startUnanswered(id, request);
                return true;
              })
          .orElseThrow(() -> notConfirmed(id));
    } catch (RuntimeException e) {
      throw temporal.told(e);
    }
  }

  private TemporalTrouble notConfirmed(String id) {
    return new TemporalTrouble(
        Kind.UNREACHABLE,
        "Temporal at %s has not confirmed the start of %s, so nothing may be watched; repeat it"
            .formatted(temporal.address(), id));
  }

  private String notHandedOver(Optional<WorkerFailure> failure) {
    return failure
        .map(
            known ->
                "the worker fails on it ("
                    + known.cause()
                    + "), so the run is not watched and this start was not added; "
                    + WorkerFailure.REMEDY
                    + "; then repeat this")
        .orElseGet(
            () ->
                TemporalTrouble.noWorkerAnswers(temporal.taskQueue())
                    + ", so nothing is watched and this start was not added;"
                    + " start one with bin/worker, then repeat");
  }

  private static Outcome outcome(Started started) {
    return started.registration().map(Registration::outcome).orElse(Outcome.STARTED);
  }
}
