package org.distributedmonitor.scenarios.histories;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;

/** Has a workflow ask for an activity in another way than it does by itself. */
final class AlteredActivities extends WorkerInterceptorBase {

  /** What becomes of an activity's name and options. */
  interface Change {
    <R> WorkflowOutboundCallsInterceptor.ActivityInput<R> of(
        WorkflowOutboundCallsInterceptor.ActivityInput<R> asked);
  }

  private final Change change;

  AlteredActivities(Change change) {
    this.change = change;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(
            new WorkflowOutboundCallsInterceptorBase(outbound) {
              @Override
              public <R> ActivityOutput<R> executeActivity(ActivityInput<R> asked) {
                return super.executeActivity(change.of(asked));
              }
            });
      }
    };
  }
}
