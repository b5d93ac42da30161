package org.distributedmonitor.worker.logs;

import io.temporal.activity.Activity;
import java.time.Clock;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsRegions;

/** What the monitor asks of CloudWatch Logs, over the AWS SDK. */
public final class LogExportActivitiesImpl implements LogExportActivities {

  private final AwsRegions aws;
  private final Clock clock;

  public LogExportActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  @Override
  public StepOutcome exportLogGroup(ExportOrder order) {
    return new ExportStep(
            aws.of(order.run()), order, clock.instant(), Activity.getExecutionContext())
        .take();
  }
}
