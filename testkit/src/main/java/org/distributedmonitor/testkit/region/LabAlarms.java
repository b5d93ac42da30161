package org.distributedmonitor.testkit.region;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Alarms that a lab puts on its machines itself, beside those that DCP knows. */
public final class LabAlarms {

  private LabAlarms() {}

  /** It watches on another sign than DCP's alarm whether a machine is well. */
  public static void put(CloudWatchClient cloudWatch, String name, String machine, String action) {
    Dimension dimension = Dimension.builder().name("InstanceId").value(machine).build();
    cloudWatch.putMetricAlarm(
        alarm ->
            alarm
                .alarmName(name)
                .namespace("AWS/EC2")
                .metricName("StatusCheckFailed")
                .statistic(Statistic.MAXIMUM)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(0.0)
                .period(60)
                .evaluationPeriods(2)
                .dimensions(dimension)
                .alarmActions(action));
  }
}
