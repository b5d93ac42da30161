package org.distributedmonitor.automonitor.scan;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.workflow.Failures;

/** What lies in a folder, and what would become of it. */
public final class FolderLookWorkflowImpl implements FolderLookWorkflow {

  private static final String FAILED = "FOLDER_UNREADABLE";

  /** A person waits for it at a terminal. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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

  private static List<Prospect> prospects(MonitorFolder folder, List<FileMark> files) {
    if (files.size() > Prospects.MOST) {
      throw ApplicationFailure.newFailure(
          folder.uri()
              + " holds "
              + files.size()
              + " older monitor files, and no more than "
              + Prospects.MOST
              + " can be looked at. Move those of finished runs to "
              + folder.finishedUri()
              + ".",
          FAILED);
    }
    return Prospect.fitting(new Prospects(folder, PATIENCE).of(files));
  }

  private static DcpMonitor dcpMonitor() {
    try {
      return Activities.autoMonitor("Look for DCP's own Monitor", PATIENCE).lookForDcpMonitor();
    } catch (ActivityFailure failure) {
      return new DcpMonitor("", List.of(), Failures.reason(failure));
    }
  }
}
