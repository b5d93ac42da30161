package org.distributedmonitor.lambda;

import java.util.Optional;
import org.distributedmonitor.monitorfile.MonitorFile;
import org.distributedmonitor.monitorfile.Names;
import org.distributedmonitor.monitorfile.Quoted;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.run.Run;

/** Finds out which run an alarm is about, and has it watched if the monitor file says the same. */
final class AlarmDesk {

  private final StoredFiles files;
  private final MonitorDesk monitors;

  AlarmDesk(StoredFiles files, MonitorDesk monitors) {
    this.files = files;
    this.monitors = monitors;
  }

  /**
   * @param messageId the message's own, which stays the same when it is delivered again
   * @param message what CloudWatch says, as it was published
   */
  Outcome see(String messageId, String message) {
    Optional<Alarm> alarm = Alarm.parse(message);
    if (alarm.isEmpty()) {
      return Outcome.settled("A message that is not about an alarm: nothing is done.");
    }
    if (!alarm.get().rings()) {
      return Outcome.settled(
          "The alarm "
              + Quoted.text(alarm.get().name())
              + " is now "
              + Quoted.text(alarm.get().state())
              + ": nothing is done, only ALARM counts.");
    }
    return Run.appOfQueueAlarm(alarm.get().name())
        .filter(Names.APP::accepts)
        .map(app -> run(app, alarm.get(), messageId))
        .orElseGet(() -> unknown(alarm.get()));
  }

  private static Outcome unknown(Alarm alarm) {
    return Outcome.settled(
        "The alarm "
            + Quoted.text(alarm.name())
            + " is not one of the two that startCluster puts on a run's queue: nothing is done.");
  }

  private Outcome run(String app, Alarm alarm, String messageId) {
    try {
      Optional<StoredFile> file = files.read(app);
      if (file.isEmpty()) {
        return Outcome.settled(
            app
                + ": there is no "
                + files.location(app)
                + ", so nothing is started. A run that is over has none; if this one is not, start"
                + " its monitor with bin/starter start --file.");
      }
      Reading reading = MonitorFile.parse(file.get().bytes());
      return reading instanceof Reading.Read read
          ? matched(app, alarm, file.get(), read, messageId)
          : faulty(app, file.get(), (Reading.Faulty) reading);
    } catch (Trouble e) {
      return Outcome.failed(app + ": " + e.getMessage());
    }
  }

  private static Outcome faulty(String app, StoredFile file, Reading.Faulty faulty) {
    return Outcome.settled(
        app
            + ": nothing is started, as the monitor file is at fault. Mend it, and start the monitor"
            + " with bin/starter start --file: "
            + faulty.message(file.location()));
  }

  /** A file that was copied, or edited by hand, may be about another run than its name says. */
  private Outcome matched(
      String app, Alarm alarm, StoredFile file, Reading.Read read, String messageId) {
    Run run = read.run();
    if (!run.app().equals(app)) {
      return refused(app, file, "MONITOR_APP_NAME is " + Quoted.text(run.app()));
    }
    if (alarm.queue().isEmpty()) {
      return refused(app, file, "the alarm names no queue");
    }
    if (!alarm.queue().get().equals(run.queue())) {
      return refused(
          app,
          file,
          "MONITOR_QUEUE_NAME is "
              + Quoted.text(run.queue())
              + ", the alarm watches "
              + Quoted.text(alarm.queue().get()));
    }
    return monitors.watch(read, file, messageId);
  }

  private static Outcome refused(String app, StoredFile file, String difference) {
    return Outcome.settled(
        app
            + ": nothing is started, as "
            + file.location()
            + " and the alarm are not about the same run: "
            + difference
            + ". Start the right one with bin/starter start --file.");
  }
}
