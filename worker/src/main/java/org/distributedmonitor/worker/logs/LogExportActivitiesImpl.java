package org.distributedmonitor.worker.logs;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
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
  public ExportStart startExport(ExportOrder order, ExportTries before, Instant reportAt) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      return new ExportStarter(aws.of(order.run()), order, before, () -> context.heartbeat(null))
          .start();
    } catch (ApplicationFailure failure) {
      boolean waits = FailureType.WAITING.name().equals(failure.getType());
      if (waits && !clock.instant().isBefore(reportAt)) {
        return ExportStart.waiting();
      }
      throw failure;
    }
  }

  @Override
  public ExportLook lookAtExport(ExportLookOrder order) {
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    return new ExportWatch(aws.of(order.export().run()).logs(), order, clock.instant())
        .look(attempt);
  }
}
