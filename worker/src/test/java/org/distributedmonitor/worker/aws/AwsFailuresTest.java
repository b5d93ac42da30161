package org.distributedmonitor.worker.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class AwsFailuresTest {

  @ParameterizedTest(name = "{0} ({1}) is {2}")
  @CsvSource({
    "AccessDenied, 403, REFUSED",
    "AccessDeniedException, 400, REFUSED",
    "UnauthorizedOperation, 403, REFUSED",
    "UnrecognizedClientException, 400, REFUSED",
    "InvalidClientTokenId, 403, REFUSED",
    "AuthFailure, 401, REFUSED",
    "InvalidSignatureException, 400, REFUSED",
    "SignatureDoesNotMatch, 403, REFUSED",
    "OptInRequired, 401, REFUSED",
    "InvalidParameterException, 400, REFUSED",
    "InvalidParameterValue, 400, REFUSED",
    "InvalidSpotFleetRequestId.Malformed, 400, REFUSED",
    "AWS.SimpleQueueService.UnsupportedOperation, 400, REFUSED",
    "NoSuchBucket, 404, REFUSED",
    "ClusterContainsCapacityProviderException, 400, REFUSED",
    "Throttling, 400, THROTTLED",
    "ThrottlingException, 400, THROTTLED",
    "RequestLimitExceeded, 503, THROTTLED",
    "RequestThrottled, 403, THROTTLED",
    "SlowDown, 503, THROTTLED",
    "TooManyRequestsException, 429, THROTTLED",
    "ExpiredToken, 400, CREDENTIALS_EXPIRED",
    "ExpiredTokenException, 400, CREDENTIALS_EXPIRED",
    "RequestExpired, 400, CREDENTIALS_EXPIRED",
    "InternalError, 500, UNAVAILABLE",
    "ServiceUnavailable, 503, UNAVAILABLE",
    "FleetNotInModifiableState, 400, UNAVAILABLE",
    "ConcurrentTagAccess, 400, UNAVAILABLE",
    "NobodyHasHeardOfThis, 400, UNAVAILABLE",
  })
  void eachCodeHasOneMeaning(String code, int status, FailureType expected) {
    ApplicationFailure failure = AwsFailures.of("ec2:Something", ec2(code, status));

    assertThat(failure.getType()).isEqualTo(expected.name());
    assertThat(failure.isNonRetryable()).isEqualTo(expected == FailureType.REFUSED);
    assertThat(failure.getStackTrace()).isEmpty();
  }

  @Test
  void aRefusalSaysWhatToDo() {
    ApplicationFailure failure =
        AwsFailures.of("sqs:DeleteQueue", ec2("AccessDeniedException", 400));

    assertThat(failure.getOriginalMessage())
        .isEqualTo("sqs:DeleteQueue was refused: What AWS says. (AccessDenied)");
    assertThat(failure.getDetails().get(Refusal.class))
        .isEqualTo(
            new Refusal(
                "sqs:DeleteQueue", "AccessDenied", "Allow sqs:DeleteQueue for the worker's role."));
  }

  @Test
  void aNotFoundWithoutACodeSaysNothingOfTheThing() {
    SdkException proxy = CloudWatchException.builder().statusCode(404).message("404").build();

    assertThat(Gone.values()).noneMatch(thing -> thing.said(proxy));
    assertThat(AwsFailures.of("cloudwatch:DeleteAlarms", proxy).getType())
        .isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUE, AWS.SimpleQueueService.NonExistentQueue",
    "QUEUE, QueueDoesNotExist",
    "FLEET, InvalidSpotFleetRequestId.NotFound",
    "MACHINE, InvalidInstanceID.NotFound",
    "SERVICE, ServiceNotFoundException",
    "SERVICE, ServiceNotActiveException",
    "SERVICE, ClusterNotFoundException",
    "CLUSTER, ClusterNotFoundException",
    "BUCKET, NoSuchBucket",
    "ALARM, ResourceNotFound",
    "DASHBOARD, ResourceNotFound",
    "DASHBOARD, DashboardNotFoundError",
    "LOG_GROUP, ResourceNotFoundException",
  })
  void eachThingHasItsWayToBeGone(Gone thing, String code) {
    assertThat(thing.said(ec2(code, 400))).isTrue();
    assertThat(thing.or(() -> fail(ec2(code, 400)))).isEmpty();
  }

  @Test
  void theClassSpeaksWhenTheCodeIsMissing() {
    assertThat(Gone.QUEUE.said(QueueDoesNotExistException.builder().build())).isTrue();
    assertThat(Gone.CLUSTER.said(ClusterNotFoundException.builder().build())).isTrue();
    assertThat(Gone.QUEUE.said(Ec2Exception.builder().build())).isFalse();
  }

  @Test
  void oneThingsAbsenceIsNotAnothers() {
    assertThatThrownBy(() -> Gone.QUEUE.or(() -> fail(ec2("ResourceNotFound", 404))))
        .isInstanceOf(ApplicationFailure.class);
  }

  @Test
  void anExpiredSignOnIsWaitedOut() {
    SdkException none = SdkClientException.create("Unable to load credentials from any of the …");

    assertThat(AwsFailures.of("sqs:GetQueueUrl", none).getType())
        .isEqualTo(FailureType.CREDENTIALS_EXPIRED.name());
  }

  @Test
  void theWayToAwsMayBeOutOfOrder() {
    SdkException slow = ApiCallTimeoutException.create(8_000);

    assertThat(AwsFailures.of("sqs:GetQueueUrl", slow).getType())
        .isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @Test
  void aSoftFailureIsNoTroubleForTheServer() {
    ApplicationFailure soft = SoftFailures.waiting("Wait", Duration.ofSeconds(30));

    assertThat(soft.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(soft.isNonRetryable()).isFalse();
    assertThat(soft.getStackTrace()).isEmpty();
  }

  private static Object fail(SdkException e) {
    throw AwsFailures.of("x:Y", e);
  }

  private static SdkException ec2(String code, int status) {
    return Ec2Exception.builder()
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("What AWS says.").build())
        .build();
  }
}
