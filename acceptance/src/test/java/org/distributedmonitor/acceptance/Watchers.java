package org.distributedmonitor.acceptance;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * What CloudWatch has of a run: an alarm per machine, dead or alive, Auto-Monitor's two, a
 * dashboard.
 */
record Watchers(Aws aws, RunPlan plan) {

  void create(List<String> machines) {
    watch(machines);
    watch(IntStream.range(0, plan.deadMachines()).mapToObj(plan::deadMachine).toList());
    watchQueue(plan.visibleAlarm(), "ApproximateNumberOfMessagesVisible");
    watchQueue(plan.notVisibleAlarm(), "ApproximateNumberOfMessagesNotVisible");
    aws.cloudWatch()
        .putDashboard(d -> d.dashboardName(plan.dashboard()).dashboardBody("{\"widgets\":[]}"));
  }

  void watch(List<String> machines) {
    machines.forEach(this::watchMachine);
  }

  /** As the container on each machine does: ends a machine that has been idle for 15 minutes. */
  private void watchMachine(String machine) {
    put(
        plan.alarm(machine),
        "AWS/EC2",
        "CPUUtilization",
        alarm ->
            alarm
                .statistic(Statistic.MAXIMUM)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(1.0)
                .period(60)
                .evaluationPeriods(15)
                .dimensions(Dimension.builder().name("InstanceId").value(machine).build())
                .alarmActions(
                    "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Terminate/1.0"));
  }

  private void watchQueue(String name, String metric) {
    put(
        name,
        "AWS/SQS",
        metric,
        alarm ->
            alarm
                .statistic(Statistic.AVERAGE)
                .comparisonOperator(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD)
                .threshold(0.0)
                .period(300)
                .evaluationPeriods(1)
                .dimensions(Dimension.builder().name("QueueName").value(plan.queue()).build())
                .alarmActions("arn:aws:sns:us-east-1:123456789012:Monitor"));
  }

  private void put(
      String name, String namespace, String metric, Consumer<PutMetricAlarmRequest.Builder> rest) {
    aws.cloudWatch()
        .putMetricAlarm(
            alarm -> {
              alarm.alarmName(name).namespace(namespace).metricName(metric);
              alarm.tags(Tag.builder().key("lab").value("imaging").build());
              rest.accept(alarm);
            });
  }
}
