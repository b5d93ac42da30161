package org.distributedmonitor.worker.alarm;

import java.util.Optional;
import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.service.NewerRun;

/** What the monitor asks of CloudWatch, over the AWS SDK. */
public final class CloudWatchActivitiesImpl implements CloudWatchActivities {

  private final AwsRegions aws;

  public CloudWatchActivitiesImpl(AwsRegions aws) {
    this.aws = aws;
  }

  @Override
  public StepOutcome deleteAlarms(CleanupOrder order) {
    return AlarmDeletion.of(aws.of(order.run()), order);
  }

  /** By its whole name: DCP itself deletes every dashboard whose name contains the run's. */
  @Override
  public StepOutcome deleteDashboard(CleanupOrder order) {
    String name = order.run().dashboardName();
    if (!order.run().cleanDashboard()) {
      return StepOutcome.nothingToDo("CLEAN_DASHBOARD is not set: a dashboard stays.");
    }
    AwsClients clients = aws.of(order.run());
    Optional<String> newer = NewerRun.setUpSince(clients, order);
    if (newer.isPresent()) {
      return StepOutcome.left(newer.get());
    }
    boolean there =
        AwsFailures.unlessGone(
                "cloudwatch:DeleteDashboards",
                Gone.DASHBOARD,
                () -> clients.cloudWatch().deleteDashboards(b -> b.dashboardNames(name)))
            .isPresent();
    return there
        ? StepOutcome.done("Deleted the dashboard " + name + ".")
        : StepOutcome.alreadyGone("There is no dashboard " + name + ".");
  }
}
