package org.distributedmonitor.workflow;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ServerFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.StepOutcome;

/** What an activity's failure means to the workflow. */
public final class Failures {

  private static final String WAIT =
      "It is tried again by itself, and at once with `starter retry`.";

  private static final String REPORT_IT =
      "Nothing is to be put right in AWS: report this line, and look into the worker's log. It is"
          + " tried again by itself less and less often, and at once with `starter retry`, for"
          + " instance under another version of the worker.";

  private Failures() {}

  /** A step that failed is blocked: by a refusal, or because AWS has not answered for long. */
  public static StepOutcome blocked(ActivityFailure failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof ApplicationFailure application) {
      return blocked(application);
    }
    if (cause instanceof ServerFailure server) {
      // Such as a result that is larger than Temporal takes.
      return StepOutcome.blocked(
          "Temporal did not take what the worker answered: " + server.getOriginalMessage(),
          REPORT_IT);
    }
    if (waitedForAPlace(failure)) {
      return StepOutcome.blocked("No worker had a place free for it.", WAIT);
    }
    if (cause instanceof TimeoutFailure && cause.getCause() instanceof ApplicationFailure last) {
      return blocked(last);
    }
    return StepOutcome.blocked("AWS has not answered in time.", WAIT);
  }

  private static StepOutcome blocked(ApplicationFailure cause) {
    if (FailureType.REFUSED.name().equals(cause.getType())) {
      Refusal refusal = cause.getDetails().get(Refusal.class);
      return StepOutcome.blocked(
          cause.getOriginalMessage(), refusal == null ? WAIT : refusal.remedy());
    }
    if (ofThisProgram(cause.getType())) {
      return StepOutcome.blocked(cause.getOriginalMessage(), REPORT_IT);
    }
    // What the worker could not even begin, as it cannot read what it was given.
    return meant(cause)
        ? StepOutcome.blocked(cause.getOriginalMessage(), WAIT)
        : StepOutcome.blocked(
            "A fault of this program: " + cause.getType() + ": " + cause.getOriginalMessage(),
            REPORT_IT);
  }

  private static boolean ofThisProgram(String type) {
    return FailureType.FAULT.name().equals(type) || FailureType.TOO_LARGE.name().equals(type);
  }

  /** Whether the worker has chosen to fail so. */
  private static boolean meant(ApplicationFailure failure) {
    return Arrays.stream(FailureType.values())
        .anyMatch(type -> type.name().equals(failure.getType()));
  }

  /** Whether it was given up by the workflow itself. */
  public static boolean givenUp(ActivityFailure failure) {
    return failure.getCause() instanceof CanceledFailure;
  }

  /** Whether a fault of this program keeps it from being done. */
  public static boolean fault(ActivityFailure failure) {
    return failure.getCause() instanceof ServerFailure
        || (failure.getCause() instanceof ApplicationFailure cause
            && (ofThisProgram(cause.getType()) || !meant(cause)));
  }

  /** Whether its time was over before any attempt had ended: as a rule, none was begun. */
  public static boolean waitedForAPlace(ActivityFailure failure) {
    return failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getCause() == null
        && timeout.getTimeoutType() != TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE
        && timeout.getTimeoutType() != TimeoutType.TIMEOUT_TYPE_HEARTBEAT;
  }

  public static boolean timedOut(ActivityFailure failure) {
    return failure.getCause() instanceof TimeoutFailure;
  }

  /** Why it failed, as a sentence. */
  public static String reason(ActivityFailure failure) {
    return blocked(failure).detail();
  }

  /** The same, with what a person has to do about it where it was refused. */
  public static String reasonAndRemedy(ActivityFailure failure) {
    StepOutcome blocked = blocked(failure);
    String remedy = blocked.remedy();
    return remedy.isEmpty() || remedy.equals(WAIT)
        ? blocked.detail()
        : blocked.detail() + ". " + remedy;
  }
}
