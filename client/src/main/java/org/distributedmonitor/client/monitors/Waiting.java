package org.distributedmonitor.client.monitors;

import io.temporal.api.enums.v1.ApplicationErrorCategory;
import io.temporal.api.workflow.v1.PendingActivityInfo;

/**
 * Something the worker is at and will try again.
 *
 * @param activity its name
 * @param why what the newest try said, a sentence
 * @param attempt which try comes next
 * @param failing whether it fails, rather than waits for something it expects
 */
public record Waiting(String activity, String why, int attempt, boolean failing) {

  static Waiting of(PendingActivityInfo activity) {
    boolean expected =
        activity.getLastFailure().getApplicationFailureInfo().getCategory()
            == ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_BENIGN;
    return new Waiting(
        activity.getActivityType().getName(),
        activity.getLastFailure().getMessage(),
        activity.getAttempt(),
        !expected);
  }

  @Override
  public String toString() {
    return failing ? "trying again (attempt " + attempt + "): " + why : "waiting: " + why;
  }
}
