package org.distributedmonitor.simulator.api;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One way in which AWS does not do what it is asked; a row of {@code aws-errors.txt}, where the
 * columns are explained.
 *
 * @param code as it stands in the reply; empty when there is none
 * @param status of HTTP; 200 for what is told inside a reply that is no error
 * @param exception the simple name of the SDK's class; empty for what is inside a reply
 * @param message AWS's words, with {@code {}} for names
 */
public record AwsError(
    String operation,
    String code,
    int status,
    String exception,
    Meaning meaning,
    String message,
    String source) {

  /** What it means for a monitor. */
  public enum Meaning {
    /** The thing is not there (any more). */
    GONE,
    /** It passes by itself, or something else has to end first. */
    WAIT,
    /** AWS asks to go slower. */
    THROTTLED,
    /** The credentials ran out. */
    EXPIRED,
    /** Only a person can lift it. */
    REFUSED,
    /** The request is wrong. */
    INVALID,
    /** The monitor never calls the operation. */
    NONE
  }

  private static final String MODELS = "software.amazon.awssdk.services.";

  /** IAM's prefixes, and what the SDK calls the services where that is something else. */
  private static final Map<String, String> PACKAGES =
      Map.of("logs", "cloudwatchlogs", "tag", "resourcegroupstaggingapi");

  /** The IAM prefix of its service. */
  public String service() {
    return AwsErrors.service(operation);
  }

  /** Whether it is told inside a reply with status 200. */
  public boolean partial() {
    return status == 200;
  }

  /** The exception as the SDK's unmarshallers make it: class, code, status and message. */
  public AwsServiceException thrown(Object... names) {
    if (partial()) {
      throw new IllegalStateException(code + " is told inside a reply of " + operation);
    }
    String text = words(names);
    String id = UUID.nameUUIDFromBytes((code + text).getBytes()).toString();
    return builder()
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service())
                .errorCode(code.isEmpty() ? null : code)
                .errorMessage(text)
                .build())
        .message(text)
        .requestId(id)
        .statusCode(status)
        .build();
  }

  /** The message with these names in it; names that are not given are left as dots. */
  public String words(Object... names) {
    String text = message;
    for (Object name : names) {
      int place = text.indexOf("{}");
      text = place < 0 ? text : text.substring(0, place) + name + text.substring(place + 2);
    }
    return text.replace("{}", "…");
  }

  private AwsServiceException.Builder builder() {
    String model = MODELS + PACKAGES.getOrDefault(service(), service()) + ".model." + exception;
    try {
      return (AwsServiceException.Builder) Class.forName(model).getMethod("builder").invoke(null);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("The SDK has no " + model, e);
    }
  }

  @Override
  public String toString() {
    return operation + " " + (code.isEmpty() ? status : code) + " \"" + message + "\"";
  }
}
