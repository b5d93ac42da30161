package org.distributedmonitor.worker.aws;

import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The one table of names: what IAM calls an operation of the SDK, such as {@code sqs:DeleteQueue}.
 */
public final class IamAction {

  /** Services whose prefix is not the SDK's name for them. */
  private static final Map<String, String> PREFIXES =
      Map.of("cloudwatchlogs", "logs", "resourcegroupstaggingapi", "tag");

  /** Operations that IAM has under another's name. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "s3:HeadBucket", "s3:ListBucket",
          "s3:HeadObject", "s3:GetObject",
          "s3:ListObjectsV2", "s3:ListBucket",
          "sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility");

  private IamAction() {}

  /** The name of the operation whose requests are of this class. */
  public static String of(Class<? extends SdkRequest> request) {
    // software.amazon.awssdk.services.<service>.model.<Operation>Request
    String service = request.getPackageName().split("\\.")[4];
    String operation = request.getSimpleName().replaceFirst("Request$", "");
    String name = PREFIXES.getOrDefault(service, service) + ":" + operation;
    return OTHERS.getOrDefault(name, name);
  }
}
