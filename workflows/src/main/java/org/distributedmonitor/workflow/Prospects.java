package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.temporal.TemporalNames;

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
    return withMonitors(prospects);
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
      return new Prospect(name, FileState.WATCHED, app, reading.fleetIds(), notes);
    } catch (ActivityFailure failure) {
      return new Prospect(
          name, FileState.WAITING, "", List.of(), List.of(Failures.reason(failure)));
    }
  }

  /** A run that somebody has begun to watch gets the file, and no second monitor. */
  private List<Prospect> withMonitors(List<Prospect> prospects) {
    List<String> ids =
        prospects.stream()
            .filter(one -> one.would() == FileState.WATCHED)
            .map(one -> TemporalNames.workflowId(one.app()))
            .distinct()
            .toList();
    Map<String, MonitorSighting> monitors = new TreeMap<>();
    if (!ids.isEmpty()) {
      try {
        Activities.monitors("See which runs are watched already", patience)
            .seeMonitors(ids)
            .forEach(monitor -> monitors.put(monitor.workflowId(), monitor));
      } catch (ActivityFailure failure) {
        // It is told in the answer to the start, too.
        return prospects;
      }
    }
    return prospects.stream().map(one -> withMonitor(one, monitors)).toList();
  }

  private static Prospect withMonitor(Prospect one, Map<String, MonitorSighting> monitors) {
    MonitorSighting monitor = monitors.get(TemporalNames.workflowId(one.app()));
    if (one.would() != FileState.WATCHED || monitor == null || !monitor.running()) {
      return one;
    }
    List<String> notes = new ArrayList<>(one.notes());
    notes.add(monitor.workflowId() + " watches this run already; the file is handed to it.");
    return new Prospect(one.name(), one.would(), one.app(), one.fleetIds(), notes);
  }
}
