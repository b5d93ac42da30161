package org.distributedmonitor.starter;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.distributedmonitor.client.EndedRun;
import org.distributedmonitor.client.MonitorStarts;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.TemporalNames;

/** Starts the monitor of a run, or hands the start over to the one that watches it already. */
final class Starting {

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
  record Started(
      String workflowId, Optional<Registration> registration, Optional<WorkerFailure> failure) {}

  Starting(Temporal temporal) {
    this.temporal = temporal;
    this.monitors = new Monitors(temporal);
    this.starts = new MonitorStarts(temporal.client(), temporal.taskQueue());
  }

  /** Nothing is there to be watched, and an empty report would take the place of the real one. */
  void refuseIfOver(String workflowId, MonitorRequest request, String command) {
    Optional<EndedRun> over;
    try {
      over =
          Patience.ask(() -> starts.over(workflowId, request.run(), request.fleetIds()))
              .orElseThrow(() -> Failures.unreachable(temporal.address(), null));
    } catch (RuntimeException e) {
      throw Failures.told(temporal, e);
    }
    over.ifPresent(
        ended -> {
          throw Trouble.usage(
              "the run "
                  + request.run().app()
                  + " is over: "
                  + ended.workflowId()
                  + " ended at "
                  + ended.report().finishedAt().truncatedTo(ChronoUnit.SECONDS)
                  + " ("
                  + ended.report().verdict().words()
                  + "), and the file names no other fleet; nothing was started. \""
                  + command
                  + " report --app "
                  + TemporalNames.nameOf(ended.workflowId())
                  + "\" shows how it ended; \"start --again\" watches it all the same");
        });
  }

  Started start(String workflowId, MonitorRequest request) {
    Optional<Execution> watching =
        monitors.describe(workflowId).map(monitors::last).filter(Execution::running);
    String id = watching.map(Execution::workflowId).orElse(workflowId);
    Started started = at(id, watching.isPresent(), request);
    if (outcome(started) == Outcome.NEWER_RUN) {
      // The one that cleans up keeps to what it froze; the newer run is watched beside it.
      String newer = MonitorStarts.newerRunOf(started.registration().orElseThrow(), request);
      boolean running = monitors.describe(newer).filter(Execution::running).isPresent();
      started = at(newer, running, request);
    }
    refuseUnlessWatched(started, request.run());
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
      return running ? notHandedOver(id) : unanswered(id, Optional.empty());
    }
    Duration rest = Patience.FOR_AN_ANSWER.minus(Duration.between(begin, Instant.now()));
    Optional<Registration> answer = registered(rest, id, request);
    if (answer.isPresent()) {
      return new Started(id, answer, Optional.empty());
    }
    Optional<WorkerFailure> failure = monitors.failure(id);
    return running ? notHandedOver(id, failure) : unanswered(id, failure);
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
      throw Failures.told(temporal, e);
    }
  }

  private static Started unanswered(String id, Optional<WorkerFailure> failure) {
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
      throw Failures.told(temporal, e);
    }
  }

  private Trouble notConfirmed(String id) {
    return Trouble.unreachable(
        "Temporal at "
            + temporal.address()
            + " has not confirmed the start of "
            + id
            + ", so nothing may be watched; repeat it");
  }

  private Started notHandedOver(String id, Optional<WorkerFailure> failure) {
    failure.ifPresent(
        known -> {
          throw Trouble.unreachable(
              id
                  + " runs already, but the worker fails on it ("
                  + known.cause()
                  + "), so the run is not watched and this start was not added; "
                  + WorkerFailure.REMEDY
                  + "; then repeat this");
        });
    return notHandedOver(id);
  }

  private Started notHandedOver(String id) {
    throw Trouble.unreachable(
        id
            + " runs already, but no worker answers on the task queue "
            + temporal.taskQueue()
            + ", so nothing is watched and this start was not added;"
            + " start one with bin/worker, then repeat");
  }

  private void refuseUnlessWatched(Started started, Run wanted) {
    Outcome outcome = outcome(started);
    if (outcome == Outcome.ANOTHER_RUN) {
      Optional<Run> watched =
          monitors.describe(started.workflowId()).flatMap(monitors::status).map(MonitorStatus::run);
      throw Trouble.usage(Difference.told(started.workflowId(), watched, wanted));
    }
    if (outcome == Outcome.UNKNOWN) {
      throw Trouble.failed(
          started.workflowId()
              + " has given an answer that only its worker's version knows; see how it stands with"
              + " `status`, and use that version");
    }
    if (outcome == Outcome.NEWER_RUN) {
      throw Trouble.failed(started.workflowId() + " is cleaning up; start again when it has ended");
    }
  }

  private static Outcome outcome(Started started) {
    return started.registration().map(Registration::outcome).orElse(Outcome.STARTED);
  }
}
