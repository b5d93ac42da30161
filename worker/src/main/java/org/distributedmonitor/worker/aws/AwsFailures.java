package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one place that decides what an error of AWS means: try again, wait for credentials, or a
 * refusal that only a person can lift. What means "already gone" is in {@link Gone}.
 *
 * <p>A code that is not known here is tried again: giving up on a misunderstanding would leave
 * machines on, trying once more costs nothing.
 */
public final class AwsFailures {

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
          "ProvisionedThroughputExceeded",
          "TransactionInProgress");

  private static final Set<String> FORBIDDEN =
      Set.of("AccessDenied", "UnauthorizedOperation", "AllAccessDisabled", "KMS.AccessDenied");

  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "UnrecognizedClient",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "AuthFailure",
          "InvalidSignature",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private static final Set<String> ACCOUNT =
      Set.of("OptInRequired", "Blocked", "PendingVerification");

  private static final Set<String> BUCKET =
      Set.of("NoSuchBucket", "InvalidBucketName", "MethodNotAllowed", "PermanentRedirect");

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
          "UnsupportedOperation",
          "Client",
          "LimitExceeded",
          "TagPolicyViolation",
          "InvalidSpotFleetRequestId.Malformed",
          "InvalidInstanceID.Malformed",
          "InvalidSpotFleetRequestConfig",
          "ClusterContainsCapacityProvider");

  private AwsFailures() {}

  /**
   * Makes a call, and translates its failure.
   *
   * @param operation the operation as IAM names it, such as {@code sqs:DeleteQueue}
   */
  public static <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(operation, e);
    }
  }

  /** Makes a call, and translates its failure; empty when AWS says that the thing is not there. */
  public static <T> Optional<T> unlessGone(String operation, Gone thing, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      if (thing.said(e)) {
        return Optional.empty();
      }
      throw of(operation, e);
    }
  }

  /** What Temporal is told about an error of AWS. */
  public static ApplicationFailure of(String operation, SdkException e) {
    FailureType type = typeOf(e);
    String code = ErrorCode.of(e);
    String words = ErrorCode.words(e);
    if (type == FailureType.REFUSED) {
      return refused(operation, code, words, remedy(operation, code));
    }
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(opening(type, operation) + ": " + words + inBrackets(code))
            .setType(type.name()));
  }

  /** A refusal that its code alone does not show, with a remedy of its own. */
  public static ApplicationFailure refused(String operation, SdkException e, String remedy) {
    return refused(operation, ErrorCode.of(e), ErrorCode.words(e), remedy);
  }

  private static ApplicationFailure refused(
      String operation, String code, String words, String remedy) {
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(operation + " was refused: " + words + inBrackets(code))
            .setType(FailureType.REFUSED.name())
            .setNonRetryable(true)
            .setDetails(new Refusal(operation, code, remedy)));
  }

  /** AWS did not do it and did not say why in a way that is known: it is tried again. */
  public static ApplicationFailure unavailable(String operation, String words) {
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(opening(FailureType.UNAVAILABLE, operation) + ": " + words)
            .setType(FailureType.UNAVAILABLE.name()));
  }

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

  private static String opening(FailureType type, String operation) {
    switch (type) {
      case THROTTLED:
        return "AWS asks to go slower (" + operation + ")";
      case CREDENTIALS_EXPIRED:
        return "The worker's AWS credentials have expired or cannot be had (" + operation + ")";
      default:
        return operation + " did not get through";
    }
  }

  private static String remedy(String operation, String code) {
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
      return "Check MONITOR_BUCKET_NAME in the monitor file, and that the bucket is this account's.";
    }
    return "Check the names in the monitor file; if they are right, this is a fault of"
        + " Distributed-Monitor: please report it.";
  }

  private static String inBrackets(String code) {
    return code.isEmpty() ? "" : " (" + code + ")";
  }

  /** People read these messages; a stack trace beneath would bury them. */
  private static ApplicationFailure failure(ApplicationFailure.Builder builder) {
    ApplicationFailure failure = builder.build();
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
