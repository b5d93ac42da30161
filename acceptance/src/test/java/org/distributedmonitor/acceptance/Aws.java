package org.distributedmonitor.acceptance;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
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
 * The SDK's clients against one endpoint.
 *
 * <p>They never try again: a test sees each answer. The access key says who calls: moto lets
 * everyone in, and the front's log keeps it.
 */
public record Aws(
    SqsClient sqs,
    Ec2Client ec2,
    EcsClient ecs,
    CloudWatchClient cloudWatch,
    CloudWatchLogsClient logs,
    S3Client s3,
    StsClient sts,
    IamClient iam,
    ResourceGroupsTaggingApiClient tagging,
    SnsClient sns)
    implements AutoCloseable {

  public static final Region REGION = Region.US_EAST_1;

  /** One call; moto may be busy with many, and on a machine that is. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  public static Aws at(URI endpoint, String accessKey) {
    return new Aws(
        to(SqsClient.builder(), endpoint, accessKey),
        to(Ec2Client.builder(), endpoint, accessKey),
        to(EcsClient.builder(), endpoint, accessKey),
        to(CloudWatchClient.builder(), endpoint, accessKey),
        to(CloudWatchLogsClient.builder(), endpoint, accessKey),
        to(S3Client.builder(), endpoint, accessKey),
        to(StsClient.builder(), endpoint, accessKey),
        to(IamClient.builder(), endpoint, accessKey),
        to(ResourceGroupsTaggingApiClient.builder(), endpoint, accessKey),
        to(SnsClient.builder(), endpoint, accessKey));
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C to(
      B builder, URI endpoint, String key) {
    return builder
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(PATIENCE))
        .build();
  }

  @Override
  public void close() {
    sqs.close();
    ec2.close();
    ecs.close();
    cloudWatch.close();
    logs.close();
    s3.close();
    sts.close();
    iam.close();
    tagging.close();
    sns.close();
  }
}
