package org.distributedmonitor.worker.aws;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;

/**
 * For a call that AWS carries out again when it is made again: the SDK does not repeat it by itself
 * when the answer is lost or late. Whoever makes it looks first what the last one has done.
 */
public final class OneTry implements SdkPlugin {

  @Override
  public void configureClient(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }
}
