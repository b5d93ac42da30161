package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Supplier;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way from an error of AWS to what Temporal is told: try again, wait for credentials, or a
 * refusal that only a person can lift. What codes mean is in {@link ErrorMeaning}; what means
 * "already gone" is in {@link Gone}.
 */
public final class AwsFailures {

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
    FailureType type = ErrorMeaning.typeOf(e);
    String code = ErrorCode.of(e);
    String words = ErrorCode.words(e);
    if (type == FailureType.REFUSED) {
      return refused(operation, code, words, ErrorMeaning.remedy(operation, code));
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

  /** Whether S3 did not do it because the object was written anew since its mark was read. */
  public static boolean changedSince(SdkException e) {
    return ErrorCode.of(e).equals("PreconditionFailed");
  }

  /** Whether EC2 refused a whole list of fleets for one id in it. */
  public static boolean badFleetId(SdkException e) {
    return ErrorCode.of(e).startsWith("InvalidSpotFleetRequestId.");
  }

  /** What we refuse ourselves, though AWS would do it. */
  public static ApplicationFailure tooMuch(String operation, String words, String remedy) {
    return refusal(words, new Refusal(operation, "", remedy));
  }

  /**
   * A refusal for the want of something that only a person can put there.
   *
   * @param thing what is not there, such as {@code bucket lab-bucket}
   */
  public static ApplicationFailure missing(
      String operation, SdkException e, String thing, String remedy) {
    return refusal(
        "there is no " + thing + " (" + operation + ": " + ErrorCode.words(e) + ")",
        new Refusal(operation, ErrorCode.of(e), remedy));
  }

  private static ApplicationFailure refused(
      String operation, String code, String words, String remedy) {
    return refusal(
        operation + " was refused: " + words + inBrackets(code),
        new Refusal(operation, code, remedy));
  }

  private static ApplicationFailure refusal(String message, Refusal refusal) {
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(message)
            .setType(FailureType.REFUSED.name())
            .setNonRetryable(true)
            .setDetails(refusal));
  }

  /** AWS did not do it and did not say why in a way that is known: it is tried again. */
  public static ApplicationFailure unavailable(String operation, String words) {
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(opening(FailureType.UNAVAILABLE, operation) + ": " + words)
            .setType(FailureType.UNAVAILABLE.name()));
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
