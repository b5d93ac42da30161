package org.distributedmonitor.lambda;

import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.Optional;
import org.distributedmonitor.client.connection.Patience;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.MonitorLine;
import org.distributedmonitor.client.start.MonitorStarts;
import org.distributedmonitor.client.start.MonitorStarts.Started;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.temporal.TemporalNames;

/** Sees to it that a run is watched: begins its monitor, or tells the one there is to look now. */
final class MonitorDesk {

  /** A worker that is there answers within a second. */
  private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(10);

  private final Temporal temporal;
  private final Timing timing;
  private final MonitorLine line;
  private final MonitorStarts starts;

  /**
   * @param timing of the monitors that are begun here
   */
  MonitorDesk(Temporal temporal, Timing timing) {
    this.temporal = temporal;
    this.timing = timing;
    this.line = new MonitorLine(temporal.client());
    this.starts = new MonitorStarts(temporal.client(), temporal.taskQueue());
  }

  /**
   * Watches the run, unless its monitor has ended since the file was written.
   *
   * @param startId of the alarm that asks; a second delivery of it is the same start
   * @throws Trouble when it could not be seen to
   */
  Outcome watch(Reading.Read read, StoredFile file, String startId) {
    String id = TemporalNames.workflowId(read.run().app());
    MonitorRequest request =
        new MonitorRequest(read.run(), read.fleetIds(), false, 1, timing, startId, null);
    try {
      Optional<Execution> newest = line.newest(id);
      Optional<EndedMonitor> ended = newest.flatMap(EndedMonitor::of);
      if (ended.isPresent() && !ended.get().before(file)) {
        return Outcome.settled(ended.get().leftAlone(request.run(), file));
      }
      return Patience.ask(FOR_AN_ANSWER, () -> starts.start(id, request))
          .map(
              started ->
                  answered(
                      started, newest.flatMap(Execution::cutOff), request, warnings(read, file)))
          .orElseGet(
              () ->
                  unanswered(newest.filter(Execution::running), id, request, warnings(read, file)));
    } catch (TemporalTrouble interrupted) {
      // Nothing else that is asked here ends in one.
      throw new Trouble("Interrupted while waiting for a worker.");
    } catch (RuntimeException e) {
      throw TemporalConnection.told(temporal, e);
    }
  }

  /** What goes behind a sentence about a file that was used, empty when all is well with it. */
  private static String warnings(Reading.Read read, StoredFile file) {
    return read.warnings().isEmpty()
        ? ""
        : " A warning about " + file.location() + ": " + String.join(" ", read.warnings());
  }

  private Outcome answered(
      Started started, Optional<String> before, MonitorRequest request, String warnings) {
    String app = request.run().app();
    String id = started.workflowId();
    Registration answer = started.registration();
    return switch (answer.outcome()) {
      case STARTED ->
          Outcome.settled(
              app
                  + ": is watched now, by "
                  + id
                  + before.map(how -> "; the monitor before it " + how).orElse("")
                  + "."
                  + warnings);
      case JOINED -> Outcome.settled(app + ": " + joined(id, answer) + warnings);
      case OVER -> Outcome.settled(app + ": is over, " + id + " has cleaned it up.");
      case ANOTHER_RUN ->
          Outcome.settled(
              app
                  + ": nothing is started, as "
                  + id
                  + " watches another run of this name. "
                  + String.join(" ", answer.kept())
                  + " To watch both: bin/starter start --file FILE --run-id NAME.");
      case NEWER_RUN ->
          throw new Trouble(
              id + " is still cleaning up an older run of this name; this one has to wait for it.");
      case UNKNOWN ->
          Outcome.settled(
              app
                  + ": "
                  + id
                  + " gave an answer that only its worker's version knows; see how it stands with"
                  + " bin/starter status, and deploy that version of this function.");
    };
  }

  private String joined(String id, Registration answer) {
    String told = readNow(id) ? "was told to read the queue now." : "has ended this moment.";
    return String.join(
            " ",
            "is watched already, by " + id + " (" + answer.phase().words() + "), which " + told,
            String.join(" ", answer.changed()))
        .strip();
  }

  /** A reading beside the watch. By its name: a monitor of an older worker lets it pass. */
  private boolean readNow(String id) {
    try {
      temporal.client().newUntypedWorkflowStub(id).signal(TemporalNames.READ_QUEUE_SIGNAL);
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** The server keeps a start until a worker comes; what is handed over it does not keep. */
  private Outcome unanswered(
      Optional<Execution> running, String id, MonitorRequest request, String warnings) {
    if (running.isPresent()) {
      throw new Trouble(
          running.get().workflowId()
              + " runs, but "
              + TemporalTrouble.noWorkerAnswers(temporal.taskQueue())
              + ", so nothing is watched and the monitor file was not handed over; start a worker"
              + " (bin/worker).");
    }
    starts.startUnanswered(id, request);
    return Outcome.settled(
        request.run().app()
            + ": "
            + id
            + " is started, but "
            + TemporalTrouble.nothingWatched(temporal.taskQueue())
            + "."
            + warnings);
  }
}
