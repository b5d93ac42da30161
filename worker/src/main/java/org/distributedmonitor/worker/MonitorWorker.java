package org.distributedmonitor.worker;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import org.distributedmonitor.activity.NamespaceActivities;
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
import org.distributedmonitor.workflow.AutoMonitorWorkflowImpl;
import org.distributedmonitor.workflow.FolderLookWorkflowImpl;
import org.distributedmonitor.workflow.MonitorWorkflowImpl;
import org.distributedmonitor.workflow.PlanWorkflowImpl;

/** What a worker of the monitor consists of: the same in the process, in tests and in the demo. */
public final class MonitorWorker {

  /** So many monitors are kept in memory; more are read again from their history when needed. */
  private static final int MONITORS = 1_000;

  /** A monitor's main loop, and what runs beside it while it cleans up. */
  private static final int THREADS_PER_MONITOR = 4;

  /** A thousand monitors make some twenty short calls a second; clean-ups come on top. */
  private static final int ACTIVITIES = 100;

  /** Two cores do not gain from more. */
  private static final int WORKFLOW_TASKS = 50;

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
        .setWorkerInterceptors(new SignsOfLife(SIGNS_OF_LIFE), new ResultSizes())
        .build();
  }

  public static WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(ACTIVITIES)
        .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS)
        .setDefaultDeadlockDetectionTimeout(DEADLOCK_AFTER)
        .setMaxHeartbeatThrottleInterval(SIGNS_OF_LIFE)
        .build();
  }

  /** Registers the workflows and all activities. */
  public static void register(
      Worker worker, AwsRegions aws, Clock clock, NamespaceActivities namespace) {
    worker.registerWorkflowImplementationTypes(
        MonitorWorkflowImpl.class,
        PlanWorkflowImpl.class,
        AutoMonitorWorkflowImpl.class,
        FolderLookWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new QueueActivitiesImpl(aws, clock),
        new FleetActivitiesImpl(aws, clock),
        new ServiceActivitiesImpl(aws, clock),
        new CloudWatchActivitiesImpl(aws),
        new LogExportActivitiesImpl(aws, clock),
        new RunActivitiesImpl(aws, clock),
        new PlanActivitiesImpl(aws, clock),
        new PreflightActivitiesImpl(aws, clock),
        new AutoMonitorActivitiesImpl(aws, clock),
        new MonitorActivitiesImpl(),
        namespace);
  }
}
