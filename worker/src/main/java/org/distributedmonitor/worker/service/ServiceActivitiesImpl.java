package org.distributedmonitor.worker.service;

import io.temporal.activity.Activity;
import java.time.Clock;
import org.distributedmonitor.activity.ServiceActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsRegions;

/** What the monitor asks of ECS, over the AWS SDK. */
public final class ServiceActivitiesImpl implements ServiceActivities {

  private final AwsRegions aws;
  private final ClusterDeletion clusterDeletion;

  public ServiceActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    this.clusterDeletion = new ClusterDeletion(clock);
  }

  @Override
  public ServiceStop stopService(CleanupOrder order) {
    return ServiceStopping.stop(aws.of(order.run()), order, Activity.getExecutionContext());
  }

  @Override
  public StepOutcome restoreService(CleanupOrder order, int tasks) {
    Run run = order.run();
    if (tasks <= 0) {
      return StepOutcome.nothingToDo(
          "How many tasks the service " + run.serviceName() + " ran before is not known, or none.");
    }
    return Services.setTasks(aws.of(run).ecs(), run, tasks)
        ? StepOutcome.done(
            "Gave the service " + run.serviceName() + " its " + tasks + " tasks back.")
        : Services.gone(run);
  }

  @Override
  public StepOutcome deleteService(CleanupOrder order) {
    return ServiceDeletion.delete(aws.of(order.run()), order);
  }

  @Override
  public StepOutcome deregisterTaskDefinitions(CleanupOrder order) {
    return Deregistration.carryOut(
        aws.of(order.run()), order, Activity.getExecutionContext()::heartbeat);
  }

  @Override
  public StepOutcome deleteCluster(CleanupOrder order) {
    return clusterDeletion.delete(
        aws.of(order.run()), order, Activity.getExecutionContext().getInfo());
  }
}
