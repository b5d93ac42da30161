package org.distributedmonitor.worker.preflight;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Caller;

/**
 * Every permission that a run needs from its start to its end. Resources are as narrow as IAM knows
 * them (Service Authorization Reference); {@code docs/iam-policy.json} gives the same.
 */
final class Needs {

  private static final String ANY = "*";

  /** Stands for each of the run's machines. */
  private static final String A_MACHINE = "i-00000000000000000";

  private final Run run;
  private final Caller caller;
  private final String region;
  private final List<Need> needs = new ArrayList<>();

  private Needs(Run run, Caller caller, String region) {
    this.run = run;
    this.caller = caller;
    this.region = region;
  }

  /**
   * @param deadLetterArn the queue's dead-letter queue, or empty when it has none or is not known
   */
  static List<Need> of(
      Run run, Caller caller, String region, List<String> fleetIds, String deadLetterArn) {
    Needs needs = new Needs(run, caller, region);
    needs.ofTheQueue();
    if (!deadLetterArn.isEmpty()) {
      needs.ofTheDeadLetterQueue(deadLetterArn);
    }
    needs.ofFleets(fleetIds);
    needs.ofMachines();
    needs.ofVolumes();
    needs.ofTags();
    needs.ofAlarms();
    needs.ofTheService();
    if (!run.sharesDefaultCluster()) {
      needs.ofTheCluster();
    }
    needs.ofLogs();
    needs.ofTheBucket();
    return List.copyOf(needs.needs);
  }

  private void ofTheQueue() {
    String queue = caller.arn("sqs", region, run.queue());
    need(queue, "the queue cannot be watched", "sqs:GetQueueUrl", "sqs:GetQueueAttributes");
    need(queue, "the queue stays when the run is over", "sqs:DeleteQueue");
  }

  private void ofTheDeadLetterQueue(String arn) {
    need(
        arn,
        "the failed jobs are neither counted nor saved",
        "sqs:GetQueueUrl",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
        "sqs:ChangeMessageVisibility");
  }

  private void ofFleets(List<String> fleetIds) {
    need(ANY, "nobody sees how the fleet stands", "ec2:DescribeSpotFleetRequests");
    for (String id : fleetIds) {
      String fleet = caller.arn("ec2", region, "spot-fleet-request/" + id);
      need(
          fleet,
          "the fleet runs on when the run is over, and costs",
          "ec2:CancelSpotFleetRequests");
      need(fleet, "the fleet is not scaled down", "ec2:ModifySpotFleetRequest");
      need(fleet, "machines are found later, by their tags", "ec2:DescribeSpotFleetInstances");
    }
  }

  private void ofMachines() {
    String machine = caller.arn("ec2", region, "instance/" + A_MACHINE);
    need(ANY, "nobody sees which machines are on", "ec2:DescribeInstances");
    need(machine, "machines on which nothing starts are not guarded", "ec2:CreateTags");
    need(
        machine,
        "nobody sees whose a fleet is that does not show its user data",
        "ec2:DescribeInstanceAttribute");
    need(
        machine,
        "the other machines of a fleet stay on if one of them is protected by its tag, or if"
            + " somebody cancels the fleet without its machines",
        "ec2:TerminateInstances");
  }

  private void ofVolumes() {
    need(ANY, "nobody sees whether a volume of the run is left", "ec2:DescribeVolumes");
  }

  private void ofTags() {
    need(
        ANY,
        "nobody sees what is protected by a tag, so nothing is deleted when the run is over",
        "tag:GetResources");
  }

  private void ofAlarms() {
    String alarm = caller.arn("cloudwatch", region, "alarm:" + run.alarmName(A_MACHINE));
    need(
        caller.arn("cloudwatch", region, "alarm:*"),
        "alarms of machines that are gone are not found",
        "cloudwatch:DescribeAlarms");
    need(alarm, "alarms of machines that are gone stay, and cost", "cloudwatch:DeleteAlarms");
    need(alarm, "machines on which nothing starts are not guarded", "cloudwatch:PutMetricAlarm");
    for (String name : run.queueAlarms()) {
      need(
          caller.arn("cloudwatch", region, "alarm:" + name),
          "the alarms on the queue stay, and cost",
          "cloudwatch:DeleteAlarms");
    }
    if (run.cleanDashboard()) {
      need(
          caller.arn("cloudwatch", "", "dashboard/" + run.dashboardName()),
          "the dashboard stays, and costs",
          "cloudwatch:GetDashboard",
          "cloudwatch:DeleteDashboards");
    }
  }

  private void ofTheService() {
    need(
        caller.arn("ecs", region, "service/" + run.cluster() + "/" + run.serviceName()),
        "the ECS service stays",
        "ecs:DescribeServices",
        "ecs:UpdateService",
        "ecs:DeleteService");
    need(
        ANY,
        "the task definitions stay, and a newer run of the same name is not told from this one",
        "ecs:ListTaskDefinitions",
        "ecs:DescribeTaskDefinition",
        "ecs:DeregisterTaskDefinition");
  }

  private void ofTheCluster() {
    need(
        caller.arn("ecs", region, "cluster/" + run.cluster()),
        "the ECS cluster stays",
        "ecs:DescribeClusters",
        "ecs:ListContainerInstances",
        "ecs:DeleteCluster");
    need(
        caller.arn("ecs", region, "container-instance/" + run.cluster() + "/*"),
        "machines on which nothing starts are not guarded",
        "ecs:DescribeContainerInstances");
    need(ANY, "the ECS cluster stays", "ecs:ListServices", "ecs:ListTasks");
  }

  private void ofLogs() {
    need(ANY, "the logs are not exported", "logs:DescribeLogGroups", "logs:DescribeExportTasks");
    for (String group : List.of(run.logGroup(), run.instanceLogGroup())) {
      need(
          caller.arn("logs", region, "log-group:" + group + ":*"),
          "the logs are not exported",
          "logs:CreateExportTask");
      need(
          caller.arn("logs", region, "log-group:" + group + ":*"),
          "nobody sees whether every log stream was exported",
          "logs:DescribeLogStreams");
    }
  }

  private void ofTheBucket() {
    String bucket = "arn:" + caller.partition() + ":s3:::" + run.bucket();
    need(bucket, "nobody sees whether every log stream was exported", "s3:ListBucket");
    need(bucket + "/" + run.reportKey(), "the report is not written", "s3:PutObject");
    need(
        bucket + "/" + run.exportPrefix(run.logGroup()) + "/x",
        "the logs are not exported",
        "s3:PutObject");
  }

  private void need(String resource, String loss, String... actions) {
    for (String action : actions) {
      needs.add(new Need(action, resource, loss));
    }
  }
}
