package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationFailure;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * The one way from an error of AWS to what Temporal is told: try again, wait for credentials, or a
 * refusal that only a person can lift. What codes mean is in {@link ErrorMeaning}; what means
 * "already gone" is in {@link Gone}.
 */
public final class AwsFailures {

  /** What a failure was made of; it cannot carry more than Temporal is to be told. */
  private static final Map<ApplicationFailure, Answer> ANSWERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private record Answer(String operation, SdkException said) {}

  private AwsFailures() {}

  /** Makes a call; empty when AWS says that the thing is not there. */
  public static <T> Optional<T> unlessGone(Gone thing, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (ApplicationFailure failure) {
      if (thing.said(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** What Temporal is told about an error of AWS. */
  public static ApplicationFailure of(String operation, SdkException e) {
    FailureType type = ErrorMeaning.typeOf(e);
    String code = ErrorCode.of(e);
    String words = ErrorCode.words(e);
    ApplicationFailure failure =
        type == FailureType.REFUSED
            ? refused(operation, code, words, ErrorMeaning.remedy(operation, code))
            : failure(
                ApplicationFailure.newBuilder()
                    .setMessage(opening(type, operation) + ": " + words + inBrackets(code))
                    .setType(type.name()));
    ANSWERS.put(failure, new Answer(operation, e));
    return failure;
  }

  /** AWS's own error, where the failure was made of one. */
  public static Optional<SdkException> answer(ApplicationFailure failure) {
    return Optional.ofNullable(ANSWERS.get(failure)).map(Answer::said);
  }

  /** AWS's name for what went wrong; empty when it has none. */
  public static String code(ApplicationFailure failure) {
    return answer(failure).map(ErrorCode::of).orElse("");
  }

  /** Whether these words are in what AWS says about it. */
  public static boolean says(ApplicationFailure failure, String words) {
    return answer(failure)
        .map(SdkException::getMessage)
        .filter(it -> it.contains(words))
        .isPresent();
  }

  /** The HTTP status of AWS's answer; 0 when it did not answer. */
  public static int status(ApplicationFailure failure) {
    return answer(failure)
        .map(e -> e instanceof SdkServiceException said ? said.statusCode() : 0)
        .orElse(0);
  }

  /** A refusal that its code alone does not show, with a remedy of its own. */
  public static ApplicationFailure refused(ApplicationFailure failure, String remedy) {
    Answer answer = ANSWERS.get(failure);
    SdkException said = answer.said();
    return refused(answer.operation(), ErrorCode.of(said), ErrorCode.words(said), remedy);
  }

  /** Whether S3 did not do it because the object was written anew since its mark was read. */
  public static boolean changedSince(ApplicationFailure failure) {
    return code(failure).equals("PreconditionFailed");
  }

  /** Whether EC2 refused a whole list of fleets for one id in it. */
  public static boolean badFleetId(ApplicationFailure failure) {
    return code(failure).startsWith("InvalidSpotFleetRequestId.");
  }

  /** What we refuse ourselves, though AWS would do it. */
  public static ApplicationFailure tooMuch(
      Class<? extends SdkRequest> operation, String words, String remedy) {
    return refusal(words, new Refusal(IamAction.of(operation), "", remedy));
  }

  /**
   * A refusal for the want of something that only a person can put there.
   *
   * @param thing what is not there, such as {@code bucket lab-bucket}
   */
  public static ApplicationFailure missing(
      ApplicationFailure failure, String thing, String remedy) {
    Answer answer = ANSWERS.get(failure);
    String operation = answer.operation();
    SdkException said = answer.said();
    return refusal(
        "there is no " + thing + " (" + operation + ": " + ErrorCode.words(said) + ")",
        new Refusal(operation, ErrorCode.of(said), remedy));
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
  public static ApplicationFailure unavailable(
      Class<? extends SdkRequest> operation, String words) {
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(opening(FailureType.UNAVAILABLE, IamAction.of(operation)) + ": " + words)
            .setType(FailureType.UNAVAILABLE.name()));
  }

  private static String opening(FailureType type, String operation) {
    return switch (type) {
      case THROTTLED -> "AWS asks to go slower (" + operation + ")";
      case CREDENTIALS_EXPIRED ->
          "The worker's AWS credentials have expired or cannot be had (" + operation + ")";
      case UNAVAILABLE, REFUSED, STILL_WATCHING, WAITING, FAULT, TOO_LARGE ->
          operation + " did not get through";
    };
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
