package org.distributedmonitor.worker.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
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
 * The real AWS: clients per region, made when first asked for, over one shared pool of connections.
 *
 * <p>Credentials, profiles, single sign-on and endpoints are the SDK's own affair; nothing of its
 * default chain is touched.
 */
public final class AwsConnections implements AwsRegions, AutoCloseable {

  /** Names the product in CloudTrail and in AWS's own statistics. */
  private static final String APP_ID = "distributed-monitor";

  /**
   * One try, and the longest silence in it. AWS answers in well under a second; a hung connection
   * is given up for a new one.
   */
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  /** All tries of a call. Under the 10 s an activity has, so that the activity can say why. */
  private static final Duration CALL = Duration.ofSeconds(8);

  /** Two retries, for blips. The long retry, the visible one, is Temporal's. */
  private static final int ATTEMPTS = 3;

  /** As many as there are activity slots: no activity waits for a connection. */
  private static final int CONNECTIONS = 100;

  /** Under the half minute after which load balancers on AWS's side drop an idle connection. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  /** To open a connection, or to get a free one: what takes longer is given up for a new try. */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final String ownRegion;
  private final SdkHttpClient http;
  private final Map<String, AwsClients> regions = new ConcurrentHashMap<>();

  /**
   * @param ownRegion the region of runs that name none
   */
  public AwsConnections(String ownRegion) {
    this(
        ownRegion,
        Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionMaxIdleTime(IDLE)
            .connectionTimeout(CONNECT)
            .connectionAcquisitionTimeout(CONNECT)
            .socketTimeout(ATTEMPT)
            .build());
  }

  AwsConnections(String ownRegion, SdkHttpClient http) {
    this.ownRegion = ownRegion;
    this.http = http;
  }

  /** The region that the environment or a profile sets, if any does. */
  public static Optional<String> defaultRegion() {
    try {
      return Optional.of(new DefaultAwsRegionProviderChain().getRegion().id());
    } catch (SdkException e) {
      return Optional.empty();
    }
  }

  @Override
  public AwsClients in(String region) {
    return regions.computeIfAbsent(region.isEmpty() ? ownRegion : region, this::connect);
  }

  @Override
  public void close() {
    http.close();
  }

  private AwsClients connect(String name) {
    try {
      return connect(Region.of(name));
    } catch (SdkException e) {
      throw AwsFailures.of("a call of AWS", e);
    }
  }

  private AwsClients connect(Region region) {
    return new AwsClients(
        set(SqsClient.builder(), region).build(),
        set(Ec2Client.builder(), region).build(),
        set(EcsClient.builder(), region).build(),
        set(CloudWatchClient.builder(), region).build(),
        set(CloudWatchLogsClient.builder(), region).build(),
        storage(region),
        set(StsClient.builder(), region).build(),
        set(IamClient.builder(), region).build(),
        set(ResourceGroupsTaggingApiClient.builder(), region).build(),
        set(SnsClient.builder(), region).build(),
        region.id());
  }

  /**
   * The bucket's region need not be the run's for a report to be written. At an endpoint of the
   * user's there is one region, and buckets cannot be host names. Whether there is one, in the
   * environment or in a profile, the SDK itself is asked.
   */
  private S3Client storage(Region region) {
    S3Client client = set(S3Client.builder(), region).crossRegionAccessEnabled(true).build();
    if (client.serviceClientConfiguration().endpointOverride().isEmpty()) {
      return client;
    }
    client.close();
    return set(S3Client.builder(), region).forcePathStyle(true).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B set(
      B builder, Region region) {
    return builder
        .region(region)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                // One per client: its allowance of retries is not for all services together.
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .appId(APP_ID)
                .build());
  }
}
