package org.distributedmonitor.worker.preflight;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Caller;
import org.distributedmonitor.worker.aws.IamAction;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateExportTaskRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeExportTasksRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySpotFleetRequestRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

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
    need(
        queue,
        "the queue cannot be watched",
        GetQueueUrlRequest.class,
        GetQueueAttributesRequest.class);
    need(queue, "the queue stays when the run is over", DeleteQueueRequest.class);
  }

  private void ofTheDeadLetterQueue(String arn) {
    need(
        arn,
        "the failed jobs are neither counted nor saved",
        GetQueueUrlRequest.class,
        GetQueueAttributesRequest.class,
        ReceiveMessageRequest.class,
        ChangeMessageVisibilityBatchRequest.class);
  }

  private void ofFleets(List<String> fleetIds) {
    need(ANY, "nobody sees how the fleet stands", DescribeSpotFleetRequestsRequest.class);
    for (String id : fleetIds) {
      String fleet = caller.arn("ec2", region, "spot-fleet-request/" + id);
      need(
          fleet,
          "the fleet runs on when the run is over, and costs",
          CancelSpotFleetRequestsRequest.class);
      need(fleet, "the fleet is not scaled down", ModifySpotFleetRequestRequest.class);
      need(
          fleet,
          "machines are found later, by their tags",
          DescribeSpotFleetInstancesRequest.class);
    }
  }

  private void ofMachines() {
    String machine = caller.arn("ec2", region, "instance/" + A_MACHINE);
    need(ANY, "nobody sees which machines are on", DescribeInstancesRequest.class);
    need(machine, "machines on which nothing starts are not guarded", CreateTagsRequest.class);
    need(
        machine,
        "nobody sees whose a fleet is that does not show its user data",
        DescribeInstanceAttributeRequest.class);
    need(
        machine,
        "the other machines of a fleet stay on if one of them is protected by its tag, or if"
            + " somebody cancels the fleet without its machines",
        TerminateInstancesRequest.class);
  }

  private void ofVolumes() {
    need(ANY, "nobody sees whether a volume of the run is left", DescribeVolumesRequest.class);
  }

  private void ofTags() {
    need(
        ANY,
        "nobody sees what is protected by a tag, so nothing is deleted when the run is over",
        GetResourcesRequest.class);
  }

  private void ofAlarms() {
    String alarm = caller.arn("cloudwatch", region, "alarm:" + run.alarmName(A_MACHINE));
    need(
        caller.arn("cloudwatch", region, "alarm:*"),
        "alarms of machines that are gone are not found",
        DescribeAlarmsRequest.class);
    need(alarm, "alarms of machines that are gone stay, and cost", DeleteAlarmsRequest.class);
    need(alarm, "machines on which nothing starts are not guarded", PutMetricAlarmRequest.class);
    for (String name : run.queueAlarms()) {
      need(
          caller.arn("cloudwatch", region, "alarm:" + name),
          "the alarms on the queue stay, and cost",
          DeleteAlarmsRequest.class);
    }
    if (run.cleanDashboard()) {
      need(
          caller.arn("cloudwatch", "", "dashboard/" + run.dashboardName()),
          "the dashboard stays, and costs",
          GetDashboardRequest.class,
          DeleteDashboardsRequest.class);
    }
  }

  private void ofTheService() {
    need(
        caller.arn("ecs", region, "service/" + run.cluster() + "/" + run.serviceName()),
        "the ECS service stays",
        DescribeServicesRequest.class,
        UpdateServiceRequest.class,
        DeleteServiceRequest.class);
    need(
        ANY,
        "the task definitions stay, and a newer run of the same name is not told from this one",
        ListTaskDefinitionsRequest.class,
        DescribeTaskDefinitionRequest.class,
        DeregisterTaskDefinitionRequest.class);
  }

  private void ofTheCluster() {
    need(
        caller.arn("ecs", region, "cluster/" + run.cluster()),
        "the ECS cluster stays",
        DescribeClustersRequest.class,
        ListContainerInstancesRequest.class,
        DeleteClusterRequest.class);
    need(
        caller.arn("ecs", region, "container-instance/" + run.cluster() + "/*"),
        "machines on which nothing starts are not guarded",
        DescribeContainerInstancesRequest.class);
    need(ANY, "the ECS cluster stays", ListServicesRequest.class, ListTasksRequest.class);
  }

  private void ofLogs() {
    need(
        ANY,
        "the logs are not exported",
        DescribeLogGroupsRequest.class,
        DescribeExportTasksRequest.class);
    for (String group : List.of(run.logGroup(), run.instanceLogGroup())) {
      need(
          caller.arn("logs", region, "log-group:" + group + ":*"),
          "the logs are not exported",
          CreateExportTaskRequest.class);
      need(
          caller.arn("logs", region, "log-group:" + group + ":*"),
          "nobody sees whether every log stream was exported",
          DescribeLogStreamsRequest.class);
    }
  }

  private void ofTheBucket() {
    String bucket = "arn:" + caller.partition() + ":s3:::" + run.bucket();
    need(bucket, "nobody sees whether every log stream was exported", ListObjectsV2Request.class);
    need(bucket + "/" + run.reportKey(), "the report is not written", PutObjectRequest.class);
    need(
        bucket + "/" + run.exportPrefix(run.logGroup()) + "/x",
        "the logs are not exported",
        PutObjectRequest.class);
  }

  @SafeVarargs
  private void need(String resource, String loss, Class<? extends SdkRequest>... operations) {
    for (Class<? extends SdkRequest> operation : operations) {
      needs.add(new Need(IamAction.of(operation), resource, loss));
    }
  }
}
