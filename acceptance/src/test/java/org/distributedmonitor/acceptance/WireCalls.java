package org.distributedmonitor.acceptance;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** A call of each operation, with no more in it than the SDK wants. */
final class WireCalls {

  private static final Map<String, Function<Aws, Object>> CALLS = new TreeMap<>();

  static {
    CALLS.put("sqs:GetQueueUrl", aws -> aws.sqs().getQueueUrl(b -> b.queueName("q")));
    CALLS.put("sqs:GetQueueAttributes", aws -> aws.sqs().getQueueAttributes(b -> b.queueUrl("q")));
    CALLS.put("sqs:DeleteQueue", aws -> aws.sqs().deleteQueue(b -> b.queueUrl("q")));
    CALLS.put("sqs:ReceiveMessage", aws -> aws.sqs().receiveMessage(b -> b.queueUrl("q")));
    CALLS.put(
        "sqs:ChangeMessageVisibilityBatch",
        aws -> aws.sqs().changeMessageVisibilityBatch(b -> b.queueUrl("q")));
    CALLS.put("ec2:DescribeSpotFleetRequests", aws -> aws.ec2().describeSpotFleetRequests());
    CALLS.put(
        "ec2:DescribeSpotFleetInstances", aws -> aws.ec2().describeSpotFleetInstances(b -> {}));
    CALLS.put("ec2:ModifySpotFleetRequest", aws -> aws.ec2().modifySpotFleetRequest(b -> {}));
    CALLS.put("ec2:CancelSpotFleetRequests", aws -> aws.ec2().cancelSpotFleetRequests(b -> {}));
    CALLS.put("ec2:DescribeInstances", aws -> aws.ec2().describeInstances());
    CALLS.put(
        "ec2:DescribeInstanceAttribute",
        aws ->
            aws.ec2()
                .describeInstanceAttribute(
                    b -> b.instanceId("i-1").attribute(InstanceAttributeName.USER_DATA)));
    CALLS.put(
        "ec2:TerminateInstances", aws -> aws.ec2().terminateInstances(b -> b.instanceIds("i-1")));
    CALLS.put("ec2:DescribeVolumes", aws -> aws.ec2().describeVolumes());
    CALLS.put("ec2:CreateTags", aws -> aws.ec2().createTags(b -> {}));
    CALLS.put("ecs:DescribeServices", aws -> aws.ecs().describeServices(b -> {}));
    CALLS.put("ecs:UpdateService", aws -> aws.ecs().updateService(b -> {}));
    CALLS.put("ecs:DeleteService", aws -> aws.ecs().deleteService(b -> {}));
    CALLS.put("ecs:ListServices", aws -> aws.ecs().listServices());
    CALLS.put("ecs:ListTasks", aws -> aws.ecs().listTasks());
    CALLS.put("ecs:ListContainerInstances", aws -> aws.ecs().listContainerInstances());
    CALLS.put(
        "ecs:DescribeContainerInstances", aws -> aws.ecs().describeContainerInstances(b -> {}));
    CALLS.put("ecs:ListTaskDefinitions", aws -> aws.ecs().listTaskDefinitions());
    CALLS.put("ecs:DescribeTaskDefinition", aws -> aws.ecs().describeTaskDefinition(b -> {}));
    CALLS.put("ecs:DeregisterTaskDefinition", aws -> aws.ecs().deregisterTaskDefinition(b -> {}));
    CALLS.put("ecs:DescribeClusters", aws -> aws.ecs().describeClusters());
    CALLS.put("ecs:DeleteCluster", aws -> aws.ecs().deleteCluster(b -> {}));
    CALLS.put("cloudwatch:DescribeAlarms", aws -> aws.cloudWatch().describeAlarms());
    CALLS.put("cloudwatch:DeleteAlarms", aws -> aws.cloudWatch().deleteAlarms(b -> {}));
    CALLS.put("cloudwatch:PutMetricAlarm", aws -> aws.cloudWatch().putMetricAlarm(b -> {}));
    CALLS.put("cloudwatch:GetDashboard", aws -> aws.cloudWatch().getDashboard(b -> {}));
    CALLS.put("cloudwatch:DeleteDashboards", aws -> aws.cloudWatch().deleteDashboards(b -> {}));
    CALLS.put("logs:DescribeLogGroups", aws -> aws.logs().describeLogGroups());
    CALLS.put("logs:DescribeLogStreams", aws -> aws.logs().describeLogStreams(b -> {}));
    CALLS.put("logs:DescribeExportTasks", aws -> aws.logs().describeExportTasks());
    CALLS.put("logs:CreateExportTask", aws -> aws.logs().createExportTask(b -> {}));
    CALLS.put(
        "s3:PutObject",
        aws ->
            aws.s3().putObject(b -> b.bucket("bucket").key("key"), RequestBody.fromString("text")));
    CALLS.put("s3:HeadBucket", aws -> aws.s3().headBucket(b -> b.bucket("bucket")));
    CALLS.put("s3:GetBucketLocation", aws -> aws.s3().getBucketLocation(b -> b.bucket("bucket")));
    CALLS.put("s3:GetBucketPolicy", aws -> aws.s3().getBucketPolicy(b -> b.bucket("bucket")));
    CALLS.put("s3:ListObjectsV2", aws -> aws.s3().listObjectsV2(b -> b.bucket("bucket")));
    CALLS.put("s3:GetObject", aws -> aws.s3().getObjectAsBytes(b -> b.bucket("bucket").key("key")));
    CALLS.put("s3:DeleteObject", aws -> aws.s3().deleteObject(b -> b.bucket("bucket").key("key")));
    CALLS.put(
        "sns:ListSubscriptionsByTopic",
        aws -> aws.sns().listSubscriptionsByTopic(b -> b.topicArn("arn")));
    CALLS.put("sts:GetCallerIdentity", aws -> aws.sts().getCallerIdentity());
    CALLS.put("iam:GetRole", aws -> aws.iam().getRole(b -> b.roleName("role")));
    CALLS.put("iam:SimulatePrincipalPolicy", aws -> aws.iam().simulatePrincipalPolicy(b -> {}));
    CALLS.put("tag:GetResources", aws -> aws.tagging().getResources(b -> {}));
  }

  private WireCalls() {}

  static Map<String, Function<Aws, Object>> all() {
    return CALLS;
  }
}
