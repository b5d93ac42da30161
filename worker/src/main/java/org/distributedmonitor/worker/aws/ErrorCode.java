package org.distributedmonitor.worker.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** AWS's name for what went wrong, in one spelling. */
final class ErrorCode {

  private static final String QUERY_PREFIX = "AWS.SimpleQueueService.";
  private static final String SUFFIX = "Exception";
  private static final int FORBIDDEN = 403;

  private ErrorCode() {}

  /**
   * The code without the prefix of SQS's old protocol and without {@code Exception} at its end,
   * which services add or leave out; empty when AWS gave none. Else a status alone is no code: a
   * 404 of a proxy, or of an endpoint that does not know the protocol, says nothing of a resource.
   */
  static String of(SdkException e) {
    if (!(e instanceof AwsServiceException)) {
      return "";
    }
    AwsErrorDetails details = ((AwsServiceException) e).awsErrorDetails();
    if (details != null && details.errorCode() != null) {
      return bare(details.errorCode());
    }
    boolean modelled =
        e.getClass() != AwsServiceException.class
            && e.getClass().getSuperclass() != AwsServiceException.class;
    if (modelled) {
      return bare(e.getClass().getSimpleName());
    }
    // S3's answer to a HEAD has no body, so that its refusal is a status alone.
    boolean refused = e instanceof S3Exception && ((S3Exception) e).statusCode() == FORBIDDEN;
    return refused ? "AccessDenied" : "";
  }

  /** What AWS says about it, for people; never empty. */
  static String words(SdkException e) {
    String said = null;
    if (e instanceof AwsServiceException) {
      AwsErrorDetails details = ((AwsServiceException) e).awsErrorDetails();
      said = details == null ? null : details.errorMessage();
    }
    if (said == null || said.isBlank()) {
      said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
    return shortened(said.strip());
  }

  private static String bare(String code) {
    String name = code.startsWith(QUERY_PREFIX) ? code.substring(QUERY_PREFIX.length()) : code;
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** The server cuts long failures; an encoded authorization message is one. */
  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
