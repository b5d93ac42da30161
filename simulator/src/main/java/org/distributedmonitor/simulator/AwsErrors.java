package org.distributedmonitor.simulator;

import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Exceptions as the SDK's unmarshallers make them: class, code, status and message. */
final class AwsErrors {
  private AwsErrors() {}

  static AwsServiceException of(
      AwsServiceException.Builder builder, String service, int status, String code, String text) {
    String requestId = UUID.nameUUIDFromBytes((code + text).getBytes()).toString();
    return builder
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(text)
                .build())
        .message(text)
        .requestId(requestId)
        .statusCode(status)
        .build();
  }

  static AwsServiceException ec2(String code, String text) {
    return of(Ec2Exception.builder(), "Ec2", 400, code, text);
  }

  static AwsServiceException sqs(AwsServiceException.Builder builder, String code, String text) {
    return of(builder, "Sqs", 400, code, text);
  }

  static AwsServiceException ecs(AwsServiceException.Builder builder, String code, String text) {
    return of(builder, "Ecs", 400, code, text);
  }

  static AwsServiceException logs(AwsServiceException.Builder builder, String code, String text) {
    return of(builder, "CloudWatchLogs", 400, code, text);
  }

  static AwsServiceException cloudWatch(
      AwsServiceException.Builder builder, int status, String code, String text) {
    return of(builder, "CloudWatch", status, code, text);
  }

  static AwsServiceException s3(
      AwsServiceException.Builder builder, int status, String code, String text) {
    return of(builder, "S3", status, code, text);
  }

  /** What a caller without permission sees; every service says it in its own way. */
  static AwsServiceException refused(String operation, String account) {
    String who = "arn:aws:iam::" + account + ":user/simulated";
    String text = "User: " + who + " is not authorized to perform: " + operation;
    return switch (service(operation)) {
      case "ec2" ->
          of(
              Ec2Exception.builder(),
              "Ec2",
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + text);
      case "ecs" ->
          ecs(
              software.amazon.awssdk.services.ecs.model.AccessDeniedException.builder(),
              "AccessDeniedException",
              text);
      case "logs" ->
          logs(
              software.amazon.awssdk.services.cloudwatchlogs.model.AccessDeniedException.builder(),
              "AccessDeniedException",
              text);
      case "cloudwatch" -> cloudWatch(CloudWatchException.builder(), 403, "AccessDenied", text);
      case "sqs" -> of(SqsException.builder(), "Sqs", 403, "AccessDenied", text);
      // HEAD has no body, so the SDK has no code to show.
      case "s3" ->
          s3(
              S3Exception.builder(),
              403,
              operation.startsWith("s3:Head") ? null : "AccessDenied",
              "Access Denied");
      default -> of(StsException.builder(), "Sts", 403, "AccessDenied", text);
    };
  }

  static AwsServiceException throttled(String operation) {
    return switch (service(operation)) {
      case "ec2" ->
          of(Ec2Exception.builder(), "Ec2", 503, "RequestLimitExceeded", "Request limit exceeded.");
      case "ecs" -> ecs(EcsException.builder(), "ThrottlingException", "Rate exceeded");
      case "logs" ->
          logs(
              software.amazon.awssdk.services.cloudwatchlogs.model.ThrottlingException.builder(),
              "ThrottlingException",
              "Rate exceeded");
      case "cloudwatch" ->
          cloudWatch(CloudWatchException.builder(), 400, "Throttling", "Rate exceeded");
      case "sqs" ->
          sqs(
              software.amazon.awssdk.services.sqs.model.RequestThrottledException.builder(),
              "RequestThrottled",
              "The request was denied due to request throttling.");
      case "s3" -> s3(S3Exception.builder(), 503, "SlowDown", "Please reduce your request rate.");
      default -> of(StsException.builder(), "Sts", 400, "Throttling", "Rate exceeded");
    };
  }

  private static String service(String operation) {
    return operation.substring(0, operation.indexOf(':'));
  }
}
