package org.distributedmonitor.automonitor.scan;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.automonitor.ScanMemory;
import org.distributedmonitor.automonitor.ScanPolicy;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.Failures;

/** Looks through a folder once, from what the scan before knew to what the next one has to know. */
final class Scan {

  /** Files that are looked at together: a bucket full of changes is not a storm of calls. */
  private static final int TOGETHER = 10;

  /** Once so many things could have run out of patience, the rest is left to the next scan. */
  private static final int MOST_WAITS = 2;

  private final AutoMonitor order;
  private final ScanReport last;
  private final Instant begin = Clock.now();
  private final Map<String, FileMark> before = new TreeMap<>();
  private final Map<String, TrackedFile> known = new TreeMap<>();
  private final Map<String, MonitorSighting> monitors = new TreeMap<>();
  private final Map<String, TrackedFile> files = new TreeMap<>();
  private final List<String> happened = new ArrayList<>();

  Scan(AutoMonitor order, ScanReport last) {
    this.order = order;
    this.last = last;
    order.older().forEach(mark -> before.put(mark.name(), mark));
    last.files().forEach(file -> known.put(file.name(), file));
  }

  ScanReport report() {
    List<FileMark> listed;
    try {
      listed =
          Activities.autoMonitor(
                  "List the monitor files in " + order.folder().uri(), order.patience())
              .listMonitorFiles(order.folder());
    } catch (ActivityFailure failure) {
      return last.blind(Failures.reasonAndRemedy(failure));
    }
    seeMonitors();
    int older = 0;
    List<FileMark> ours = new ArrayList<>();
    for (FileMark mark : listed) {
      if (ScanPolicy.older(mark, known.get(mark.name()), before.get(mark.name()))) {
        older++;
      } else {
        ours.add(mark);
      }
    }
    List<FileMark> withRoom = withRoom(ours);
    together(withRoom);
    forgetMissing(listed);
    List<TrackedFile> now = ScanMemory.fitting(files.values());
    String summary = ScanWords.summary(now, older, ours.size() - withRoom.size());
    return new ScanReport(summary, begin, "", ScanMemory.sentences(happened), now, older);
  }

  /** New ones that cannot be remembered beside the others wait until some of these are over. */
  private List<FileMark> withRoom(List<FileMark> ours) {
    ScanMemory memory = new ScanMemory(known.values());
    return ours.stream()
        .filter(mark -> known.containsKey(mark.name()) || memory.take(mark))
        .toList();
  }

  /** Asked once for all: most scans have nothing else to ask. */
  private void seeMonitors() {
    List<String> ids =
        known.values().stream()
            .filter(
                file ->
                    file.state() == FileState.WATCHED
                        || file.state() == FileState.ENDED
                        || file.state() == FileState.GONE)
            .map(TrackedFile::workflowId)
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      return;
    }
    try {
      Activities.monitors(
              "See how it stands with " + Words.count(ids.size(), "monitor"), order.patience())
          .seeMonitors(ids)
          .forEach(monitor -> monitors.put(monitor.workflowId(), monitor));
    } catch (ActivityFailure failure) {
      happened.add("How the monitors stand could not be asked: " + Failures.reason(failure));
    }
  }

  private void together(List<FileMark> marks) {
    Instant end = begin.plus(order.patience().multipliedBy(MOST_WAITS));
    for (int from = 0; from < marks.size(); from += TOGETHER) {
      List<FileMark> some = marks.subList(from, Math.min(marks.size(), from + TOGETHER));
      boolean late = Clock.now().isAfter(end);
      List<Promise<TrackedFile>> running = new ArrayList<>();
      for (FileMark mark : some) {
        TrackedFile file = known.get(mark.name());
        if (late) {
          keep(file);
        } else {
          running.add(Async.function(() -> new FileScan(order, monitors, happened).of(mark, file)));
        }
      }
      running.forEach(one -> keep(one.get()));
    }
  }

  private void forgetMissing(List<FileMark> listed) {
    Map<String, FileMark> there = new TreeMap<>();
    listed.forEach(mark -> there.put(mark.name(), mark));
    for (TrackedFile file : known.values()) {
      if (!there.containsKey(file.name())) {
        keep(ScanPolicy.missing(file, monitors.get(file.workflowId()), begin));
      }
    }
  }

  /** A file that is new and was not come to is new again in the next scan. */
  private void keep(TrackedFile file) {
    if (file != null) {
      files.put(file.name(), file);
    }
  }
}
