package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.StepOutcome;

/** What an activity's failure means to the workflow. */
final class Failures {

  private static final String WAIT =
      "It is tried again each hour by itself, and at once with `starter retry`.";

  private Failures() {}

  /** A step that failed is blocked: by a refusal, or because AWS has not answered for long. */
  static StepOutcome blocked(ActivityFailure failure) {
    if (failure.getCause() instanceof ApplicationFailure cause) {
      if (FailureType.REFUSED.name().equals(cause.getType())) {
        Refusal refusal = cause.getDetails().get(Refusal.class);
        return StepOutcome.blocked(
            cause.getOriginalMessage(), refusal == null ? WAIT : refusal.remedy());
      }
      return StepOutcome.blocked(cause.getOriginalMessage(), WAIT);
    }
    return StepOutcome.blocked("AWS has not answered in time.", WAIT);
  }

  /** Why it failed, as a sentence. */
  static String reason(ActivityFailure failure) {
    return blocked(failure).detail();
  }

  /** The same, with what a person has to do about it where it was refused. */
  static String reasonAndRemedy(ActivityFailure failure) {
    StepOutcome blocked = blocked(failure);
    String remedy = blocked.remedy();
    return remedy.isEmpty() || remedy.equals(WAIT)
        ? blocked.detail()
        : blocked.detail() + ". " + remedy;
  }
}
