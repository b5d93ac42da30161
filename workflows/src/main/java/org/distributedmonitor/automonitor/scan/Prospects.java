package org.distributedmonitor.automonitor.scan;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.automonitor.ScanPolicy;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.workflow.Failures;

/** What a scan would do about files that lie there already; nothing is changed. */
final class Prospects {

  /** So many are looked at while a person waits, and read. */
  static final int MOST = 200;

  private static final int TOGETHER = 10;

  private final MonitorFolder folder;
  private final Duration patience;

  Prospects(MonitorFolder folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  List<Prospect> of(List<FileMark> files) {
    List<Prospect> prospects = new ArrayList<>();
    for (int from = 0; from < files.size(); from += TOGETHER) {
      List<Promise<Prospect>> running = new ArrayList<>();
      for (FileMark mark : files.subList(from, Math.min(files.size(), from + TOGETHER))) {
        running.add(Async.function(() -> of(mark.name())));
      }
      running.forEach(one -> prospects.add(one.get()));
    }
    return prospects;
  }

  private Prospect of(String name) {
    try {
      FileReading reading =
          Activities.autoMonitor(ScanWords.about("Read", name, ""), patience)
              .readMonitorFile(folder, name);
      if (reading.run() == null) {
        FileState would = reading.absent() ? FileState.GONE : FileState.UNREADABLE;
        return new Prospect(name, would, "", List.of(), reading.notes());
      }
      String app = reading.run().app();
      if (reading.finished()) {
        return new Prospect(name, FileState.MOVED, app, reading.fleetIds(), List.of());
      }
      RunLook look =
          Activities.autoMonitor(ScanWords.about("Look whose fleet", name, " names"), patience)
              .lookBeforeStart(reading.run(), reading.fleetIds());
      if (!look.objections().isEmpty()) {
        return new Prospect(name, FileState.REPORTED, app, reading.fleetIds(), look.objections());
      }
      List<String> notes = new ArrayList<>(reading.notes());
      notes.addAll(look.remarks());
      return withMonitor(
          reading, new Prospect(name, FileState.WATCHED, app, reading.fleetIds(), notes));
    } catch (ActivityFailure failure) {
      return new Prospect(
          name, FileState.WAITING, "", List.of(), List.of(Failures.reason(failure)));
    }
  }

  /** A run that somebody watches gets the file, and no second monitor. */
  private Prospect withMonitor(FileReading reading, Prospect watched) {
    MonitorSighting monitor =
        Activities.monitors("See who watches " + watched.app(), patience)
            .seeMonitorOf(
                TemporalNames.workflowId(watched.app()), reading.run(), reading.fleetIds());
    List<String> notes = new ArrayList<>(watched.notes());
    if (monitor.over()) {
      String cleanedUp = monitor.workflowId() + " has cleaned it up.";
      return new Prospect(
          watched.name(), FileState.MOVED, watched.app(), watched.fleetIds(), List.of(cleanedUp));
    }
    if (monitor.running()) {
      notes.add(monitor.workflowId() + " watches this run already; the file is handed to it.");
    } else if (!monitor.ending().isEmpty()) {
      notes.add(ScanPolicy.ending(monitor));
    }
    return new Prospect(watched.name(), watched.would(), watched.app(), watched.fleetIds(), notes);
  }
}
