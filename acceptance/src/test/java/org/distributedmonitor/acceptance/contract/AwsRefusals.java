package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.distributedmonitor.worker.aws.AwsFailures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls that AWS is expected to refuse, by the error code that the SDK reads. */
final class AwsRefusals {

  private AwsRefusals() {}

  static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call).satisfies(refused -> assertThat(code(refused)).isEqualTo(code));
  }

  static String code(Throwable refused) {
    return AwsFailures.answer((ApplicationFailure) refused)
        .map(answer -> ((AwsServiceException) answer).awsErrorDetails().errorCode())
        .orElseThrow();
  }
}
