package org.distributedmonitor.starter;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * Which of the monitor files that lie there already belong to runs that are watched: what a scan
 * does about those, and the moving away at the end, is what their runs would want anyway.
 */
final class WatchedFiles {

  private static final String RUNNING =
      "WorkflowType='" + TemporalNames.WORKFLOW_TYPE + "' AND ExecutionStatus='Running'";

  private WatchedFiles() {}

  /** Found by the name that startCluster gives the file of a run. */
  static List<FileMark> among(List<FileMark> files, Monitors monitors) {
    if (files.isEmpty()) {
      return List.of();
    }
    Set<String> watched =
        monitors.list(RUNNING).stream()
            .map(row -> MonitorFolder.fileName(row.app()))
            .collect(Collectors.toSet());
    return files.stream().filter(file -> watched.contains(file.name())).toList();
  }
}
