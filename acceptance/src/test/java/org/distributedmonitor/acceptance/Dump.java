package org.distributedmonitor.acceptance;

import static software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus.ACTIVE;
import static software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus.INACTIVE;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Everything of one run with attributes and tags, every page, one resource a line. */
public final class Dump {
  private final Aws aws;
  private final RunInMoto run;
  private final RunPlan plan;
  private final StringBuilder text = new StringBuilder();

  public Dump(Aws aws, RunInMoto run) {
    this.aws = aws;
    this.run = run;
    this.plan = run.plan();
  }

  public String text() {
    text.append("== ").append(plan.app()).append('\n');
    queue();
    containers(ACTIVE);
    containers(INACTIVE);
    machines();
    alarms();
    logs();
    files();
    return text.toString();
  }

  private void queue() {
    String url = run.queueUrl();
    line(
        "queue",
        aws.sqs()
            .getQueueAttributes(g -> g.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes());
    line("queue tags", aws.sqs().listQueueTags(l -> l.queueUrl(url)).tags());
  }

  private void containers(TaskDefinitionStatus status) {
    if (status == ACTIVE) {
      line(
          "service",
          aws.ecs()
              .describeServices(
                  d ->
                      d.cluster(plan.cluster()).services(plan.service()).include(ServiceField.TAGS))
              .services());
    }
    aws.ecs()
        .listTaskDefinitionsPaginator(l -> l.familyPrefix(plan.family()).status(status))
        .taskDefinitionArns()
        .forEach(
            arn ->
                line(
                    "task definition",
                    aws.ecs()
                        .describeTaskDefinition(
                            d -> d.taskDefinition(arn).include(TaskDefinitionField.TAGS))));
  }

  private void machines() {
    line(
        "fleet",
        aws.ec2()
            .describeSpotFleetRequests(d -> d.spotFleetRequestIds(run.fleetId()))
            .spotFleetRequestConfigs());
    List<String> registered = run.machineIds();
    line("fleet machines", registered);
    Filter fleet =
        Filter.builder().name("tag:aws:ec2spot:fleet-request-id").values(run.fleetId()).build();
    DescribeInstancesRequest request = DescribeInstancesRequest.builder().filters(fleet).build();
    aws.ec2().describeInstancesPaginator(request).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .forEach(machine -> line("machine", machine));
    List<String> arns =
        aws
            .ecs()
            .listContainerInstancesPaginator(l -> l.cluster(plan.cluster()))
            .containerInstanceArns()
            .stream()
            .toList();
    aws
        .ecs()
        .describeContainerInstances(d -> d.cluster(plan.cluster()).containerInstances(arns))
        .containerInstances()
        .stream()
        .filter(instance -> registered.contains(instance.ec2InstanceId()))
        .forEach(instance -> line("container instance", instance));
  }

  private void alarms() {
    Predicate<String> ours =
        name ->
            name.matches(Pattern.quote(plan.app()) + "_i-[0-9a-f]+")
                || name.equals(plan.visibleAlarm())
                || name.equals(plan.notVisibleAlarm());
    aws.cloudWatch().describeAlarmsPaginator().metricAlarms().stream()
        .filter(alarm -> ours.test(alarm.alarmName()))
        .forEach(
            alarm -> {
              line("alarm", alarm);
              String arn = alarm.alarmArn();
              line(
                  "alarm tags",
                  aws.cloudWatch().listTagsForResource(l -> l.resourceARN(arn)).tags());
            });
    line(
        "dashboard",
        aws.cloudWatch().getDashboard(g -> g.dashboardName(plan.dashboard())).dashboardBody());
  }

  private void logs() {
    for (String group : List.of(plan.logGroup(), plan.perInstanceLogGroup())) {
      aws.logs().describeLogGroupsPaginator(d -> d.logGroupNamePrefix(group)).logGroups().stream()
          .filter(found -> found.logGroupName().equals(group))
          .forEach(found -> line("log group", found));
      line("log events", aws.logs().filterLogEvents(f -> f.logGroupName(group)).events());
    }
  }

  private void files() {
    String key = plan.autoMonitorKey();
    line(
        "Auto-Monitor's file",
        aws.s3().getObjectAsBytes(g -> g.bucket(plan.bucket()).key(key)).asUtf8String());
  }

  private void line(String what, Object value) {
    text.append(what).append(": ").append(Canonical.text(value)).append('\n');
  }
}
