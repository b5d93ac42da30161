package org.distributedmonitor.worker.aws;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One region of AWS, as the monitor uses it.
 *
 * @param region the region's name, such as {@code us-east-1}
 */
public record AwsClients(
    SqsClient sqs,
    Ec2Client ec2,
    EcsClient ecs,
    CloudWatchClient cloudWatch,
    CloudWatchLogsClient logs,
    S3Client s3,
    StsClient sts,
    IamClient iam,
    ResourceGroupsTaggingApiClient tagging,
    SnsClient sns,
    String region) {

  /** No client is had from here but behind its door. */
  public AwsClients {
    sqs = AwsDoor.to(SqsClient.class, sqs);
    ec2 = AwsDoor.to(Ec2Client.class, ec2);
    ecs = AwsDoor.to(EcsClient.class, ecs);
    cloudWatch = AwsDoor.to(CloudWatchClient.class, cloudWatch);
    logs = AwsDoor.to(CloudWatchLogsClient.class, logs);
    s3 = AwsDoor.to(S3Client.class, s3);
    sts = AwsDoor.to(StsClient.class, sts);
    iam = AwsDoor.to(IamClient.class, iam);
    tagging = AwsDoor.to(ResourceGroupsTaggingApiClient.class, tagging);
    sns = AwsDoor.to(SnsClient.class, sns);
  }
}
