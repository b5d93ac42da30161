package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Removal;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.run.Run;

/** What Auto-Monitor asks of AWS. */
@ActivityInterface
public interface AutoMonitorActivities {

  /**
   * The monitor files directly in the folder, by name, from every page. {@link
   * MonitorFolder#tooMany} are refused.
   */
  List<FileMark> listMonitorFiles(MonitorFolder folder);

  /** Reads a file; one that is at fault, or gone, is a result. */
  FileReading readMonitorFile(MonitorFolder folder, String name);

  /** Looks whether the file's fleet is the one that serves the queue. Changes nothing. */
  RunLook lookBeforeStart(Run run, List<String> fleetIds);

  /**
   * Moves the file of a finished run, unless it was written anew since.
   *
   * @param file with the mark of the content that belongs to the finished run
   */
  Removal moveFinishedFile(MonitorFolder folder, FileMark file);

  /** Looks whether DCP's own Auto-Monitor is subscribed; not to be allowed to ask is a result. */
  DcpMonitor lookForDcpMonitor();
}
