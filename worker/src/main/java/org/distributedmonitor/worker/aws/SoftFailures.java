package org.distributedmonitor.worker.aws;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.distributedmonitor.activity.FailureType;

/**
 * Failures that are none: the activity asks to be run again after a while, and the server does the
 * waiting. The message is shown as the pending activity's last failure, so it is a sentence.
 */
public final class SoftFailures {

  private SoftFailures() {}

  /** Nothing to decide yet. */
  public static ApplicationFailure stillWatching(String message, Duration lookAgainIn) {
    return soft(FailureType.STILL_WATCHING, message, lookAgainIn);
  }

  /** Something else has to end first. */
  public static ApplicationFailure waiting(String message, Duration lookAgainIn) {
    return soft(FailureType.WAITING, message, lookAgainIn);
  }

  private static ApplicationFailure soft(FailureType type, String message, Duration delay) {
    return AwsFailures.failure(
        ApplicationFailure.newBuilder()
            .setMessage(message)
            .setType(type.name())
            .setCategory(ApplicationErrorCategory.BENIGN)
            .setNextRetryDelay(delay));
  }
}
