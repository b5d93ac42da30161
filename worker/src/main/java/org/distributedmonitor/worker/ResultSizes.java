package org.distributedmonitor.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.util.Locale;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.temporal.Payloads;

/**
 * Tells of a result that is too large for Temporal. The server drops such a one and says something
 * of its own, from which a person would look for the fault in AWS.
 */
final class ResultSizes extends WorkerInterceptorBase {

  /** The server's limit is two megabytes; the envelope counts, too. */
  static final int MOST_BYTES = 1_900_000;

  private static final DataConverter CONVERTER = Payloads.converter();

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Weighing(next);
  }

  private static final class Weighing extends ActivityInboundCallsInterceptorBase {
    private String activity = "";

    Weighing(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      activity = context.getInfo().getActivityType();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityOutput output = super.execute(input);
      int bytes = CONVERTER.toPayload(output.getResult()).map(Payload::getSerializedSize).orElse(0);
      if (bytes > MOST_BYTES) {
        throw ApplicationFailure.newBuilder()
            .setMessage(
                String.format(
                    Locale.ROOT,
                    "The result of %s was too large: it has %,d bytes, and Temporal takes %,d",
                    activity,
                    bytes,
                    MOST_BYTES))
            .setType(FailureType.TOO_LARGE.name())
            .setNonRetryable(true)
            .build();
      }
      return output;
    }
  }
}
