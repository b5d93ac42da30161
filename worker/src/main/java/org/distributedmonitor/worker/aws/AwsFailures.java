package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationFailure;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
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

  private record Answer(String operation, SdkException said) {

    private ApplicationFailure refusal(String message, String remedy) {
      return AwsFailures.refusal(message, new Refusal(operation, ErrorCode.of(said), remedy));
    }

    private ApplicationFailure refused(String remedy) {
      return refusal(operation + " was refused: " + words(), remedy);
    }

    /** What AWS says, for people, with its name for it. */
    private String words() {
      String code = ErrorCode.of(said);
      return ErrorCode.words(said) + (code.isEmpty() ? "" : " (" + code + ")");
    }
  }

  private AwsFailures() {}

  /** What Temporal is told about an error of AWS. */
  public static ApplicationFailure of(String operation, SdkException e) {
    FailureType type = ErrorMeaning.typeOf(e);
    Answer answer = new Answer(operation, e);
    ApplicationFailure failure =
        type == FailureType.REFUSED
            ? answer.refused(ErrorMeaning.remedy(operation, ErrorCode.of(e)))
            : failed(type, operation, answer.words());
    ANSWERS.put(failure, answer);
    return failure;
  }

  /** AWS's own error, where the failure was made of one. */
  public static Optional<SdkException> answer(ApplicationFailure failure) {
    return Optional.ofNullable(ANSWERS.get(failure)).map(Answer::said);
  }

  /** The sentence of a refusal; anything that waiting may cure is thrown on. */
  public static String wordsIfRefused(ApplicationFailure failure) {
    if (!failure.isNonRetryable()) {
      throw failure;
    }
    return failure.getOriginalMessage();
  }

  /** AWS's name for what went wrong; empty when it has none. */
  public static String code(ApplicationFailure failure) {
    return answer(failure).map(ErrorCode::of).orElse("");
  }

  /** Whether these words are in what AWS says about it. */
  public static boolean says(ApplicationFailure failure, String words) {
    return answer(failure).map(Throwable::getMessage).filter(it -> it.contains(words)).isPresent();
  }

  /** The HTTP status of AWS's answer; 0 when it did not answer. */
  public static int status(ApplicationFailure failure) {
    return answer(failure).orElse(null) instanceof SdkServiceException said ? said.statusCode() : 0;
  }

  /** A refusal that its code alone does not show, with a remedy of its own. */
  public static ApplicationFailure refused(ApplicationFailure failure, String remedy) {
    return ANSWERS.get(failure).refused(remedy);
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
    return answer.refusal(
        "there is no "
            + thing
            + " ("
            + answer.operation()
            + ": "
            + ErrorCode.words(answer.said())
            + ")",
        remedy);
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
    return failed(FailureType.UNAVAILABLE, IamAction.of(operation), words);
  }

  private static ApplicationFailure failed(FailureType type, String operation, String words) {
    return failure(
        ApplicationFailure.newBuilder()
            .setMessage(opening(type, operation) + ": " + words)
            .setType(type.name()));
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

  /** People read these messages; a stack trace beneath would bury them. */
  static ApplicationFailure failure(ApplicationFailure.Builder builder) {
    ApplicationFailure failure = builder.build();
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
