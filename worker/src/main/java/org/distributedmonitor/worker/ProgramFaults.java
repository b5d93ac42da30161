package org.distributedmonitor.worker;

import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import org.distributedmonitor.activity.FailureType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a fault of this program as what it is. Temporal by itself would try again what met it every
 * 30 seconds for ever, all its calls of AWS included; the workflow does so less and less often, and
 * says plainly why.
 */
final class ProgramFaults extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(ProgramFaults.class);

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        try {
          return super.execute(input);
        } catch (TemporalFailure | ActivityCompletionException meant) {
          throw meant;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError fault) {
          LOG.error("A fault of this program", fault);
          throw told(fault);
        }
      }
    };
  }

  private static ApplicationFailure told(Throwable fault) {
    ApplicationFailure failure =
        ApplicationFailure.newBuilder()
            .setMessage("A fault of this program: " + firstLine(fault) + place(fault) + ".")
            .setType(FailureType.FAULT.name())
            .setNonRetryable(true)
            .build();
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }

  private static String firstLine(Throwable fault) {
    String message =
        fault.getMessage() == null ? "" : fault.getMessage().lines().findFirst().orElse("");
    return fault.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
  }

  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0
        ? ""
        : " (" + trace[0].getFileName() + ":" + trace[0].getLineNumber() + ")";
  }
}
