package org.distributedmonitor.testkit;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;

/** Whoever wants to know of each attempt of an activity before the activity itself does. */
public abstract class Attempts extends WorkerInterceptorBase {

  /** May throw what the attempt then ends with. */
  protected abstract void begun(ActivityInfo attempt);

  @Override
  public final ActivityInboundCallsInterceptor interceptActivity(
      ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private ActivityInfo info;

      @Override
      public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        begun(info);
        return super.execute(input);
      }
    };
  }
}
