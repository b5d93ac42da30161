package org.distributedmonitor.worker.aws;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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

  /** What lifts a refusal, by its codes; the operation and the code are filled in. */
  private static final Map<Set<String>, String> REMEDIES =
      Map.of(
          Set.of(
              "AccessDenied", "UnauthorizedOperation", "AllAccessDisabled", "AuthorizationError"),
          "Allow %1$s for the worker's role.",
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
              "MissingAuthenticationToken"),
          "Give the worker valid AWS credentials, and see that its clock is right.",
          Set.of("OptInRequired", "Blocked", "PendingVerification"),
          "Have the AWS account or region enabled for this: AWS says %2$s.",
          Set.of(
              "NoSuchBucket",
              "InvalidBucketName",
              "MethodNotAllowed",
              "PermanentRedirect",
              "AuthorizationHeaderMalformed"),
          "Check the bucket's name (MONITOR_BUCKET_NAME in the monitor file, or --bucket), and that"
              + " the bucket is this account's.",
          Set.of(
              "KMS.AccessDenied",
              "KMS.Disabled",
              "KMS.InvalidKeyUsage",
              "KMS.InvalidState",
              "KMS.NotFound",
              "KMS.OptInRequired"),
          "Let the worker's role use the KMS key, and see that the key is enabled: AWS says %2$s.",
          Set.of("LimitExceeded", "TagLimitExceeded"),
          "Have the quota of the AWS account raised, or delete what nobody needs any more: AWS"
              + " says %2$s.",
          Set.of("ClusterContainsCapacityProvider"),
          "Take the capacity providers out of the cluster in the ECS console, or delete it there.",
          Set.of("TagPolicyViolation"),
          "Let the organization's tag policy allow the tag.",
          Set.of("InvalidObjectState"),
          "Restore the object from its archive, or upload it again.",
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
              "InvalidSpotFleetRequestConfig"),
          "Check the names in the monitor file; if they are right, this is a fault of"
              + " Distributed-Monitor: please report it.");

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
    return remedies(code).findAny().isPresent() ? FailureType.REFUSED : FailureType.UNAVAILABLE;
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

  /** What a person can do about a refusal. */
  static String remedy(String operation, String code) {
    return String.format(remedies(code).findAny().orElseThrow(), operation, code);
  }

  private static Stream<String> remedies(String code) {
    return REMEDIES.entrySet().stream()
        .filter(row -> row.getKey().contains(code))
        .map(Map.Entry::getValue);
  }
}
