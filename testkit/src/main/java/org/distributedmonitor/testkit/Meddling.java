package org.distributedmonitor.testkit;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Has attempts of activities go wrong that somebody chooses, and remembers all that were begun. */
public final class Meddling extends WorkerInterceptorBase {

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private volatile Predicate<Attempt> chosen = attempt -> false;
  private volatile Supplier<RuntimeException> wrong;

  /** One attempt of an activity. */
  public record Attempt(String type, String activityId, int number) {}

  /** From now on these go wrong so, without coming to the activity itself. */
  public void spoil(Predicate<Attempt> which, Supplier<RuntimeException> how) {
    wrong = how;
    chosen = which;
  }

  public void spoil(String type, Supplier<RuntimeException> how) {
    spoil(attempt -> attempt.type().equals(type), how);
  }

  public void mend() {
    chosen = attempt -> false;
  }

  public List<Attempt> attemptsOf(String type) {
    return attempts.stream().filter(attempt -> attempt.type().equals(type)).toList();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private ActivityInfo info;

      @Override
      public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        Attempt attempt =
            new Attempt(info.getActivityType(), info.getActivityId(), info.getAttempt());
        attempts.add(attempt);
        if (chosen.test(attempt)) {
          throw wrong.get();
        }
        return super.execute(input);
      }
    };
  }
}
