package org.distributedmonitor.worker.alarm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Pages;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Lists and deletes CloudWatch alarms. */
public final class Alarms {

  /** As many as a page holds, and as many as one call deletes. */
  private static final int BATCH = 100;

  /** What the actions of an alarm on a machine have in common, in both ways to write them. */
  private static final List<String> EC2_ACTIONS = List.of("AWS_EC2.InstanceId.", ":ec2:");

  private Alarms() {}

  /** The alarms named exactly as the run names those of its machines. */
  public static List<String> ofMachines(CloudWatchClient cloudWatch, Run run) {
    return listed(cloudWatch, DescribeAlarmsRequest.builder().alarmNamePrefix(run.alarmPrefix()))
        .stream()
        .map(MetricAlarm::alarmName)
        .filter(name -> run.machineOfAlarm(name).isPresent())
        .toList();
  }

  /** Those of the two alarms on the run's queue that exist. */
  public static List<MetricAlarm> ofQueue(CloudWatchClient cloudWatch, Run run) {
    return listed(cloudWatch, DescribeAlarmsRequest.builder().alarmNames(run.queueAlarms()))
        .stream()
        .filter(alarm -> run.queueAlarms().contains(alarm.alarmName()))
        .toList();
  }

  /** The machines that an alarm of any name can act upon. */
  public static Set<String> watchedMachines(CloudWatchClient cloudWatch) {
    return listed(cloudWatch, DescribeAlarmsRequest.builder()).stream()
        .filter(Alarms::actsOnMachine)
        .flatMap(alarm -> alarm.dimensions().stream())
        .filter(dimension -> "InstanceId".equals(dimension.name()))
        .map(dimension -> dimension.value())
        .collect(Collectors.toSet());
  }

  /** Deletes the alarms; those that are gone already are no matter. An empty list is no call. */
  public static int delete(CloudWatchClient cloudWatch, List<String> names) {
    int deleted = 0;
    for (List<String> batch : Pages.pieces(names, BATCH)) {
      boolean there =
          Gone.ALARM.or(() -> cloudWatch.deleteAlarms(b -> b.alarmNames(batch))).isPresent();
      deleted += there ? batch.size() : 0;
    }
    return deleted;
  }

  private static boolean actsOnMachine(MetricAlarm alarm) {
    return alarm.alarmActions().stream()
        .anyMatch(action -> EC2_ACTIONS.stream().anyMatch(action::contains));
  }

  private static List<MetricAlarm> listed(
      CloudWatchClient cloudWatch, DescribeAlarmsRequest.Builder which) {
    return cloudWatch
        .describeAlarmsPaginator(which.maxRecords(BATCH).build())
        .metricAlarms()
        .stream()
        .toList();
  }
}
