package org.distributedmonitor.worker.alarm;

import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsRegions;

/** What the monitor asks of CloudWatch, over the AWS SDK. */
public final class CloudWatchActivitiesImpl implements CloudWatchActivities {

  private final AwsRegions aws;

  public CloudWatchActivitiesImpl(AwsRegions aws) {
    this.aws = aws;
  }

  @Override
  public StepOutcome deleteAlarms(CleanupOrder order) {
    return AlarmDeletion.carryOut(aws.of(order.run()), order);
  }

  @Override
  public StepOutcome deleteDashboard(CleanupOrder order) {
    return DashboardDeletion.carryOut(aws.of(order.run()), order);
  }
}
