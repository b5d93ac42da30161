package org.distributedmonitor.worker;

import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.automonitor.scan.AutoMonitorWorkflowImpl;
import org.distributedmonitor.automonitor.scan.FolderLookWorkflowImpl;
import org.distributedmonitor.monitor.main.MonitorWorkflowImpl;
import org.distributedmonitor.plan.workflow.PlanWorkflowImpl;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.worker.alarm.CloudWatchActivitiesImpl;
import org.distributedmonitor.worker.automonitor.AutoMonitorActivitiesImpl;
import org.distributedmonitor.worker.automonitor.MonitorActivitiesImpl;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.fleet.FleetActivitiesImpl;
import org.distributedmonitor.worker.logs.LogExportActivitiesImpl;
import org.distributedmonitor.worker.plan.PlanActivitiesImpl;
import org.distributedmonitor.worker.preflight.PreflightActivitiesImpl;
import org.distributedmonitor.worker.queue.QueueActivitiesImpl;
import org.distributedmonitor.worker.run.RunActivitiesImpl;
import org.distributedmonitor.worker.service.ServiceActivitiesImpl;

/** What a worker of the monitor consists of: the same in the process, in tests and in the demo. */
public final class MonitorWorker {

  /** So many monitors are kept in memory; more are read again from their history when needed. */
  private static final int MONITORS = 1_000;

  /** A monitor's main loop, and what runs beside it while it cleans up. */
  private static final int THREADS_PER_MONITOR = 6;

  /** A thousand monitors make some twenty short looks a second. */
  private static final int LOOKS = 100;

  /** What stops money takes a second, also where a thousand runs end together. */
  private static final int URGENT = 50;

  /** Steps that may take minutes, and listings. */
  private static final int STEPS = 100;

  /** So many activities may be under way at once. */
  static final int PLACES = LOOKS + URGENT + STEPS;

  /** Two cores do not gain from more. */
  static final int WORKFLOW_TASKS = 50;

  /**
   * How long workflow code may keep the processor, in milliseconds. It needs a few, but a worker
   * that has just begun loads its classes in the first task, and a busy machine takes over the
   * SDK's one second for that; the task would be failed and done again.
   */
  private static final long DEADLOCK_AFTER = 5_000;

  /** Several times within the shortest time that a step may be silent for. */
  private static final Duration SIGNS_OF_LIFE = Duration.ofSeconds(4);

  private MonitorWorker() {}

  public static WorkerFactoryOptions factoryOptions() {
    return WorkerFactoryOptions.newBuilder()
        .setWorkflowCacheSize(MONITORS)
        .setMaxWorkflowThreadCount(MONITORS * THREADS_PER_MONITOR)
        .setWorkerInterceptors(interceptors())
        .build();
  }

  /** What stands between Temporal and each activity. */
  public static WorkerInterceptor[] interceptors() {
    return new WorkerInterceptor[] {
      new ProgramFaults(), new SignsOfLife(SIGNS_OF_LIFE), new ResultSizes()
    };
  }

  /**
   * Has the factory's workers take up everything of this task queue: the monitors themselves with
   * their looks at the queue, what stops money, and steps that may be slow, each with places of its
   * own. None ever waits for a place behind the others.
   */
  public static void register(
      WorkerFactory factory,
      String taskQueue,
      AwsRegions aws,
      Clock clock,
      NamespaceActivities namespace) {
    Worker monitors = factory.newWorker(taskQueue, options(LOOKS));
    Worker urgent = factory.newWorker(TemporalNames.urgentTaskQueue(taskQueue), options(URGENT));
    Worker steps = factory.newWorker(TemporalNames.stepsTaskQueue(taskQueue), options(STEPS));
    registerWorkflows(monitors);
    monitors.registerActivitiesImplementations(namespace);
    for (Worker worker : List.of(monitors, urgent, steps)) {
      worker.registerActivitiesImplementations(activities(aws, clock, taskQueue));
    }
  }

  /** Registers the workflows alone: no more is needed to replay what they did. */
  public static void registerWorkflows(Worker worker) {
    worker.registerWorkflowImplementationTypes(
        MonitorWorkflowImpl.class,
        PlanWorkflowImpl.class,
        AutoMonitorWorkflowImpl.class,
        FolderLookWorkflowImpl.class);
  }

  private static WorkerOptions options(int activities) {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(activities)
        .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS)
        .setDefaultDeadlockDetectionTimeout(DEADLOCK_AFTER)
        .setMaxHeartbeatThrottleInterval(SIGNS_OF_LIFE)
        .build();
  }

  private static Object[] activities(AwsRegions aws, Clock clock, String taskQueue) {
    return new Object[] {
      new QueueActivitiesImpl(aws, clock),
      new FleetActivitiesImpl(aws, clock),
      new ServiceActivitiesImpl(aws, clock),
      new CloudWatchActivitiesImpl(aws),
      new LogExportActivitiesImpl(aws, clock),
      new RunActivitiesImpl(aws, clock),
      new PlanActivitiesImpl(aws, clock),
      new PreflightActivitiesImpl(aws, clock),
      new AutoMonitorActivitiesImpl(aws, clock),
      new MonitorActivitiesImpl(taskQueue)
    };
  }
}
