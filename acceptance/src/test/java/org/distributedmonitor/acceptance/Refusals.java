package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls that AWS is expected to refuse, by the error code that the SDK reads. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run).satisfies(refused -> assertThat(code(refused)).isEqualTo(code));
  }

  static String code(Throwable refused) {
    return ((AwsServiceException) refused).awsErrorDetails().errorCode();
  }
}
