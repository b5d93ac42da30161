package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import org.distributedmonitor.worker.aws.AwsFailures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls that AWS is expected to refuse, by the error code that the SDK reads. */
public final class Refusals {
  private Refusals() {}

  public static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run).satisfies(refused -> assertThat(code(refused)).isEqualTo(code));
  }

  public static String code(Throwable refused) {
    Throwable answer =
        refused instanceof ApplicationFailure told
            ? AwsFailures.answer(told).orElseThrow()
            : refused;
    return ((AwsServiceException) answer).awsErrorDetails().errorCode();
  }
}
