package org.distributedmonitor.starter;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.distributedmonitor.client.monitors.EndedRun;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.client.start.Starting.Started;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.temporal.TemporalNames;

/** Why a run is not watched though a start was asked for, and what to type instead. */
final class Refusals {

  private Refusals() {}

  /** Nothing is there to be watched, and an empty report would take the place of the real one. */
  static Trouble over(EndedRun ended, Run wanted, String command) {
    return Trouble.usage(
        """
        the run %s is over: %s ended at %s (%s), and the file names no other fleet; nothing was \
        started. "%s report --app %s" shows how it ended; "start --again" watches it all the same"""
            .formatted(
                wanted.app(),
                ended.workflowId(),
                ended.report().finishedAt().truncatedTo(ChronoUnit.SECONDS),
                ended.report().verdict().words(),
                command,
                TemporalNames.nameOf(ended.workflowId())));
  }

  /** Empty when the run is watched, or will be once a worker is there. */
  static Optional<Trouble> of(Started started, Run wanted, Monitors monitors) {
    String id = started.workflowId();
    return started
        .registration()
        .flatMap(
            answer ->
                switch (answer.outcome()) {
                  case STARTED, JOINED, OVER -> Optional.empty();
                  case ANOTHER_RUN -> Optional.of(another(id, wanted, monitors));
                  case NEWER_RUN ->
                      Optional.of(
                          Trouble.failed(id + " is cleaning up; start again when it has ended"));
                  case UNKNOWN ->
                      Optional.of(
                          Trouble.failed(
                              id
                                  + " has given an answer that only its worker's version knows; see"
                                  + " how it stands with `status`, and use that version"));
                });
  }

  private static Trouble another(String id, Run wanted, Monitors monitors) {
    Optional<Run> watched = monitors.describe(id).flatMap(monitors::status).map(MonitorStatus::run);
    return Trouble.usage(Difference.told(id, watched, wanted));
  }
}
