package org.distributedmonitor.worker.queue;

import io.temporal.activity.Activity;
import java.time.Clock;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.worker.aws.AwsRegions;

/** What the monitor asks of SQS, over the AWS SDK. */
public final class QueueActivitiesImpl implements QueueActivities {

  private final AwsRegions aws;
  private final Watch watch;
  private final QueueDeletion deletion;

  public QueueActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    QueueReader reader = new QueueReader(clock);
    this.watch = new Watch(reader, clock);
    this.deletion = new QueueDeletion(reader);
  }

  @Override
  public QueueSighting watchQueue(QueueWatch order) {
    return watch.attempt(aws.of(order.run()).sqs(), order, Activity.getExecutionContext());
  }

  @Override
  public QueueSighting lookAtQueue(QueueWatch order) {
    return watch.look(aws.of(order.run()).sqs(), order, order.known());
  }

  @Override
  public FailedJobs saveFailedJobs(CleanupOrder order) {
    return FailedJobsRescue.save(aws.of(order.run()), order, Activity.getExecutionContext());
  }

  @Override
  public QueueRemoval deleteQueue(CleanupOrder order) {
    return deletion.delete(aws.of(order.run()), order);
  }
}
