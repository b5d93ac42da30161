package org.distributedmonitor.worker.automonitor;

import java.time.Clock;
import java.util.List;
import org.distributedmonitor.activity.AutoMonitorActivities;
import org.distributedmonitor.automonitor.DcpMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Removal;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsRegions;

/** What Auto-Monitor asks of AWS, over the AWS SDK. */
public final class AutoMonitorActivitiesImpl implements AutoMonitorActivities {

  private final AwsRegions aws;
  private final Clock clock;

  public AutoMonitorActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  @Override
  public List<FileMark> listMonitorFiles(MonitorFolder folder) {
    return new FolderFiles(aws.own().s3(), folder).list();
  }

  @Override
  public FileReading readMonitorFile(MonitorFolder folder, String name) {
    return new FolderFiles(aws.own().s3(), folder).read(name);
  }

  @Override
  public RunLook lookBeforeStart(Run run, List<String> fleetIds) {
    return BeforeStart.look(aws.of(run), run, fleetIds, clock);
  }

  @Override
  public Removal moveFinishedFile(MonitorFolder folder, FileMark file) {
    return new FolderFiles(aws.own().s3(), folder).moveToFinished(file);
  }

  @Override
  public DcpMonitor lookForDcpMonitor() {
    return DcpSubscriptions.look(aws.own());
  }
}
