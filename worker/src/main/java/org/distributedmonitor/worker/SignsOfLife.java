package org.distributedmonitor.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.RawValue;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells Temporal every few seconds that a step goes on, so that one whose worker has died is given
 * to another long before its time is over.
 *
 * <p>What the step has told of its progress is told again with it, or what an earlier attempt has.
 */
final class SignsOfLife extends WorkerInterceptorBase {

  /** Some, as each waits for an answer while Temporal hangs. */
  private static final int THREADS = 4;

  private static final ScheduledExecutorService CLOCK =
      Executors.newScheduledThreadPool(THREADS, SignsOfLife::daemon);

  private final Duration every;

  /**
   * Gives signs of life for the steps of which any are wanted: those with a heartbeat timeout.
   *
   * @param every well below the shortest of these timeouts
   */
  SignsOfLife(Duration every) {
    this.every = every;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Living(next);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "signs-of-life");
    thread.setDaemon(true);
    return thread;
  }

  private final class Living extends ActivityInboundCallsInterceptorBase {
    private Progress progress;

    Living(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      progress = new Progress(context);
      super.init(progress);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      Duration wanted = progress.getInfo().getHeartbeatTimeout();
      if (wanted == null || wanted.isZero()) {
        return super.execute(input);
      }
      long millis = every.toMillis();
      Future<?> signs =
          CLOCK.scheduleWithFixedDelay(progress::tellAgain, millis, millis, TimeUnit.MILLISECONDS);
      try {
        return super.execute(input);
      } finally {
        signs.cancel(false);
      }
    }
  }

  /** What a step has told of its progress. */
  private static final class Progress extends ActivityExecutionContextBase {
    private Object last;
    private boolean told;

    Progress(ActivityExecutionContext context) {
      super(context);
    }

    @Override
    public synchronized <V> void heartbeat(V details) {
      last = details;
      told = true;
      super.heartbeat(details);
    }

    /** What is told again in between is not the step's own words. */
    @Override
    public <V> Optional<V> getHeartbeatDetails(Class<V> type) {
      return getHeartbeatDetails(type, type);
    }

    @Override
    public synchronized <V> Optional<V> getHeartbeatDetails(Class<V> type, Type genericType) {
      return told
          ? super.getHeartbeatDetails(type, genericType)
          : super.getLastHeartbeatDetails(type, genericType);
    }

    synchronized void tellAgain() {
      try {
        super.heartbeat(told ? last : super.getLastHeartbeatDetails(RawValue.class).orElse(null));
      } catch (ActivityCompletionException notWantedAnyMore) {
        // The step learns of it when it tells something itself; if it never does, it ends.
      }
    }
  }
}
