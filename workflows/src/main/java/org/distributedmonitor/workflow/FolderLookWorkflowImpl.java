package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Prospect;

/** What lies in a folder, and what would become of it. */
public final class FolderLookWorkflowImpl implements FolderLookWorkflow {

  private static final String FAILED = "FOLDER_UNREADABLE";

  /** A person waits for it at a terminal. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int TOGETHER = 10;

  @Override
  public FolderLook look(FolderOrder order) {
    List<FileMark> files;
    try {
      files =
          Activities.autoMonitor("List the monitor files in " + order.folder().uri(), PATIENCE)
              .listMonitorFiles(order.folder());
    } catch (ActivityFailure failure) {
      throw ApplicationFailure.newFailure(Failures.reasonAndRemedy(failure), FAILED);
    }
    List<FileMark> asked =
        files.stream()
            .filter(mark -> order.among().isEmpty() || order.among().contains(mark))
            .toList();
    return new FolderLook(
        files, order.prospects() ? prospects(order.folder(), asked) : List.of(), dcpMonitor());
  }

  private static DcpMonitor dcpMonitor() {
    try {
      return Activities.autoMonitor("Look for DCP's own Monitor", PATIENCE).lookForDcpMonitor();
    } catch (ActivityFailure failure) {
      return new DcpMonitor("", List.of(), Failures.reason(failure));
    }
  }

  private static List<Prospect> prospects(MonitorFolder folder, List<FileMark> files) {
    List<Prospect> prospects = new ArrayList<>();
    for (int from = 0; from < files.size(); from += TOGETHER) {
      List<Promise<Prospect>> running = new ArrayList<>();
      for (FileMark mark : files.subList(from, Math.min(files.size(), from + TOGETHER))) {
        running.add(Async.function(() -> prospect(folder, mark)));
      }
      running.forEach(one -> prospects.add(one.get()));
    }
    return prospects;
  }

  private static Prospect prospect(MonitorFolder folder, FileMark mark) {
    String name = mark.name();
    try {
      FileReading reading =
          Activities.autoMonitor("Read " + name, PATIENCE).readMonitorFile(folder, name);
      if (reading.run() == null) {
        FileState would = reading.absent() ? FileState.GONE : FileState.UNREADABLE;
        return new Prospect(name, would, "", List.of(), reading.notes());
      }
      String app = reading.run().app();
      if (reading.finished()) {
        return new Prospect(name, FileState.MOVED, app, reading.fleetIds(), List.of());
      }
      List<String> objections =
          Activities.autoMonitor("Look whose fleet " + name + " names", PATIENCE)
              .lookBeforeStart(reading.run(), reading.fleetIds())
              .objections();
      return objections.isEmpty()
          ? new Prospect(name, FileState.WATCHED, app, reading.fleetIds(), reading.notes())
          : new Prospect(name, FileState.REPORTED, app, reading.fleetIds(), objections);
    } catch (ActivityFailure failure) {
      return new Prospect(
          name, FileState.WAITING, "", List.of(), List.of(Failures.reason(failure)));
    }
  }
}
