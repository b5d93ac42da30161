package org.distributedmonitor.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.failure.v1.TimeoutFailureInfo;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ServerFailure;
import org.distributedmonitor.activity.FailureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

  /** Nobody has asked AWS, so that it has not failed to answer. */
  @Test
  void whatNoWorkerHasBegunIsNotToldAsAwsSilence() {
    ActivityFailure failure = failed(timeout(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE, null));

    assertThat(Failures.waitedForAPlace(failure)).isTrue();
    assertThat(Failures.reason(failure)).isEqualTo("No worker had a place free for it.");
  }

  @Test
  void whatWasTriedUntilItsTimeWasOverIsToldByItsLastTry() {
    ActivityFailure failure =
        failed(timeout(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE, throttled()));

    assertThat(Failures.waitedForAPlace(failure)).isFalse();
    assertThat(Failures.reason(failure)).isEqualTo("AWS asks to go slower (sqs:DeleteQueue)");
  }

  @ParameterizedTest
  @EnumSource(
      value = TimeoutType.class,
      names = {"TIMEOUT_TYPE_START_TO_CLOSE", "TIMEOUT_TYPE_HEARTBEAT"})
  void anAttemptThatWasNotAnsweredIsAwsSilence(TimeoutType type) {
    ActivityFailure failure = failed(timeout(type, null));

    assertThat(Failures.waitedForAPlace(failure)).isFalse();
    assertThat(Failures.reason(failure)).isEqualTo("AWS has not answered in time.");
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureType.class,
      names = {"FAULT", "TOO_LARGE"})
  void aFaultOfThisProgramIsOne(FailureType type) {
    ApplicationFailure cause =
        ApplicationFailure.newNonRetryableFailure("It went wrong.", type.name());

    assertThat(Failures.fault(failed(cause))).isTrue();
    assertThat(Failures.blocked(failed(cause)).remedy()).contains("report this line");
  }

  /** As of input that a worker cannot read: its own code never hears of it. */
  @Test
  void soIsWhatTheWorkerDidNotMeanToSay() {
    ApplicationFailure cause =
        ApplicationFailure.newFailure("Unrecognized token", "java.lang.IllegalArgumentException");

    assertThat(Failures.fault(failed(cause))).isTrue();
    assertThat(Failures.reason(failed(cause)))
        .isEqualTo(
            "A fault of this program: java.lang.IllegalArgumentException: Unrecognized token");
  }

  @Test
  void whatTemporalDoesNotTakeIsToldAsThat() {
    ActivityFailure failure =
        failed(new ServerFailure("Complete result exceeds size limit.", true, null));

    assertThat(Failures.fault(failure)).isTrue();
    assertThat(Failures.reason(failure))
        .isEqualTo(
            "Temporal did not take what the worker answered: Complete result exceeds size limit.");
  }

  @Test
  void aPassingFailureOfAwsIsNoFault() {
    assertThat(Failures.fault(failed(throttled()))).isFalse();
  }

  private static ApplicationFailure throttled() {
    return ApplicationFailure.newFailure(
        "AWS asks to go slower (sqs:DeleteQueue)", FailureType.THROTTLED.name());
  }

  /** As the server tells of it. */
  private static RuntimeException timeout(TimeoutType type, RuntimeException cause) {
    DataConverter converter = DefaultDataConverter.STANDARD_INSTANCE;
    Failure.Builder failure =
        Failure.newBuilder()
            .setMessage("timed out")
            .setTimeoutFailureInfo(TimeoutFailureInfo.newBuilder().setTimeoutType(type));
    if (cause != null) {
      failure.setCause(converter.exceptionToFailure(cause));
    }
    return converter.failureToException(failure.build());
  }

  private static ActivityFailure failed(Throwable cause) {
    return new ActivityFailure(
        "failed", 1, 2, "DeleteQueue", "3", RetryState.RETRY_STATE_TIMEOUT, "test", cause);
  }
}
