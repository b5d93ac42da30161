package org.distributedmonitor.worker.aws;

import java.util.Map;
import java.util.Set;
import org.distributedmonitor.activity.FailureType;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS's error codes mean.
 *
 * <p>A code that is not known here is tried again: giving up on a misunderstanding would leave
 * machines on, trying once more costs nothing.
 */
final class ErrorMeaning {

  private static final Set<String> THROTTLED =
      Set.of(
          "Throttling",
          "Throttled",
          "ThrottlingError",
          "RequestLimitExceeded",
          "RequestThrottled",
          "TooManyRequests",
          "SlowDown",
          "BandwidthLimitExceeded",
          "EC2Throttled",
          "KMS.Throttling",
          "ProvisionedThroughputExceeded",
          "TransactionInProgress");

  private static final Set<String> FORBIDDEN =
      Set.of("AccessDenied", "UnauthorizedOperation", "AllAccessDisabled", "AuthorizationError");

  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "UnrecognizedClient",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "AuthFailure",
          "InvalidSignature",
          "InvalidSecurity",
          "SignatureDoesNotMatch",
          "RequestTimeTooSkewed",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private static final Set<String> ACCOUNT =
      Set.of("OptInRequired", "Blocked", "PendingVerification");

  private static final Set<String> BUCKET =
      Set.of(
          "NoSuchBucket",
          "InvalidBucketName",
          "MethodNotAllowed",
          "PermanentRedirect",
          "AuthorizationHeaderMalformed");

  private static final Set<String> KEY =
      Set.of(
          "KMS.AccessDenied",
          "KMS.Disabled",
          "KMS.InvalidKeyUsage",
          "KMS.InvalidState",
          "KMS.NotFound",
          "KMS.OptInRequired");

  private static final Set<String> QUOTA = Set.of("LimitExceeded", "TagLimitExceeded");

  private static final Map<String, String> OWN_REMEDIES =
      Map.of(
          "ClusterContainsCapacityProvider",
          "Take the capacity providers out of the cluster in the ECS console, or delete it there.",
          "TagPolicyViolation",
          "Let the organization's tag policy allow the tag.",
          "InvalidObjectState",
          "Restore the object from its archive, or upload it again.");

  private static final Set<String> INVALID =
      Set.of(
          "InvalidParameter",
          "InvalidParameterValue",
          "InvalidParameterCombination",
          "MissingParameter",
          "Validation",
          "ValidationError",
          "InvalidAddress",
          "InvalidRequest",
          "InvalidArgument",
          "InvalidAttributeName",
          "InvalidInput",
          "EmptyBatchRequest",
          "TooManyEntriesInBatchRequest",
          "BatchEntryIdsNotDistinct",
          "FilterLimitExceeded",
          "UnsupportedOperation",
          "Client",
          "InvalidSpotFleetRequestId.Malformed",
          "InvalidInstanceID.Malformed",
          "InvalidSpotFleetRequestConfig");

  private ErrorMeaning() {}

  static FailureType typeOf(SdkException e) {
    String code = ErrorCode.of(e);
    if (code.startsWith("ExpiredToken") || code.equals("RequestExpired") || noCredentials(e)) {
      return FailureType.CREDENTIALS_EXPIRED;
    }
    boolean throttled =
        e instanceof AwsServiceException && ((AwsServiceException) e).isThrottlingException();
    if (throttled || THROTTLED.contains(code)) {
      return FailureType.THROTTLED;
    }
    boolean refused =
        FORBIDDEN.contains(code)
            || BAD_CREDENTIALS.contains(code)
            || ACCOUNT.contains(code)
            || BUCKET.contains(code)
            || KEY.contains(code)
            || QUOTA.contains(code)
            || OWN_REMEDIES.containsKey(code)
            || INVALID.contains(code);
    return refused ? FailureType.REFUSED : FailureType.UNAVAILABLE;
  }

  /** The SDK has no code of its own for "nobody in the chain has credentials, or fresh ones". */
  private static boolean noCredentials(SdkException e) {
    if (e.getClass().getSimpleName().startsWith("ExpiredToken")) {
      return true;
    }
    String said = e.getMessage();
    return e instanceof SdkClientException
        && said != null
        && (said.contains("Unable to load credentials") || said.contains("expired"));
  }

  static String remedy(String operation, String code) {
    if (FORBIDDEN.contains(code)) {
      return "Allow " + operation + " for the worker's role.";
    }
    if (BAD_CREDENTIALS.contains(code)) {
      return "Give the worker valid AWS credentials, and see that its clock is right.";
    }
    if (ACCOUNT.contains(code)) {
      return "Have the AWS account or region enabled for this: AWS says " + code + ".";
    }
    if (BUCKET.contains(code)) {
      return "Check the bucket's name (MONITOR_BUCKET_NAME in the monitor file, or --bucket), and that"
          + " the bucket is this account's.";
    }
    if (KEY.contains(code)) {
      return "Let the worker's role use the KMS key, and see that the key is enabled: AWS says "
          + code
          + ".";
    }
    if (QUOTA.contains(code)) {
      return "Have the quota of the AWS account raised, or delete what nobody needs any more: AWS"
          + " says "
          + code
          + ".";
    }
    if (OWN_REMEDIES.containsKey(code)) {
      return OWN_REMEDIES.get(code);
    }
    return "Check the names in the monitor file; if they are right, this is a fault of"
        + " Distributed-Monitor: please report it.";
  }
}
