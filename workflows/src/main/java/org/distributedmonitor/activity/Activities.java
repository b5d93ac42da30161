package org.distributedmonitor.activity;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.temporal.TemporalNames;

/**
 * How long each thing asked of AWS may take and how it is tried again. What is refused is not tried
 * again here: the worker says so by a failure that is not retryable.
 *
 * <p>A worker serves three task queues with places of their own, so that neither the cancellation
 * of a fleet nor the watch ever waits for a place behind slow steps. Temporal's own time limits do
 * not hold for an activity that somebody has paused: whoever waits has a longer one.
 */
public final class Activities {

  /** One look: a queue reading, or an order to EC2. A worker that dies in it is noticed after. */
  private static final Duration ONE_CALL = Duration.ofSeconds(10);

  /** A look at one export task, and what the SDK tries again by itself. */
  private static final Duration ONE_TASK = Duration.ofMinutes(1);

  /** A listing of many pages. */
  private static final Duration MANY_CALLS = Duration.ofMinutes(2);

  /** After this a step that AWS does not answer is shown as blocked, and tried again each hour. */
  private static final Duration STEP_PATIENCE = Duration.ofMinutes(10);

  /** AWS lets one revision a second be deregistered, and a long-lived run has hundreds. */
  private static final Duration SLOW_STEP = Duration.ofMinutes(20);

  /**
   * Without a sign of life for so long a step is given to another worker; its own has died, or is
   * cut off. A worker gives such signs by itself.
   */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

  /** How long machines may take to end before the clean-up goes on without them. */
  public static final Duration MACHINES_PATIENCE = Duration.ofMinutes(15);

  /** A look that would have ended by its own time limit, but is silent. */
  public static final Duration SILENT_LOOK = Duration.ofMinutes(7);

  /** The same of whatever has {@link #STEP_PATIENCE}. */
  public static final Duration SILENT_STEP = STEP_PATIENCE.plusMinutes(2);

  /** Of the last looks before a cancellation, which is not to wait for them. */
  public static final Duration SILENT_LAST_LOOK = Duration.ofSeconds(5);

  /** How often somebody wants to hear of an export that goes on, or waits for another's. */
  public static final Duration EXPORT_REPORTS = Duration.ofMinutes(30);

  /** Nothing is tried for longer at once, by its start-to-close time. */
  private static final Duration LONGEST_ATTEMPT = SLOW_STEP.plusMinutes(5);

  /** EC2 answers a cancellation in a second; after this a person is told that it does not. */
  private static final Duration CANCELLATION_TAKES = Duration.ofMinutes(1);

  /** ECS may take half an hour to forget the machines of a cluster. */
  public static final Duration CLUSTER_PATIENCE = Duration.ofMinutes(40);

  private static final Duration SLOW_STEP_PATIENCE = SLOW_STEP.plus(STEP_PATIENCE);

  private static final RetryOptions STEADY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private Activities() {}

  /** The watch; the server waits between its looks, so it costs no history and holds no slot. */
  public static QueueActivities watch(Duration interval, String summary) {
    return Workflow.newActivityStub(
        QueueActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_CALL)
            .setRetryOptions(steady(interval))
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .setSummary(summary)
            .build());
  }

  /** A single look that must not keep the fleet's cancellation waiting. */
  public static QueueActivities lastLook() {
    return Workflow.newActivityStub(
        QueueActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(urgent())
            .setScheduleToCloseTimeout(Duration.ofSeconds(2))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setSummary("Look at the queue once more")
            .build());
  }

  /** The same for fleets that nobody has seen yet. */
  public static RunActivities lastLookAtFleets() {
    return Workflow.newActivityStub(
        RunActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(urgent())
            .setScheduleToCloseTimeout(Duration.ofSeconds(3))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setSummary("Look once more whose the fleets are")
            .build());
  }

  /** The cancellation of the fleets is tried until AWS has answered, however long that takes. */
  public static FleetActivities cancellation() {
    return Workflow.newActivityStub(
        FleetActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(urgent())
            .setStartToCloseTimeout(ONE_CALL)
            .setRetryOptions(STEADY)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setSummary("Cancel the spot fleet and end its machines")
            .build());
  }

  public static FleetActivities fleets(String summary) {
    return Workflow.newActivityStub(FleetActivities.class, step(summary, Duration.ofMinutes(5)));
  }

  /** Waits on the server's timers until the machines have ended. */
  public static FleetActivities machines(Duration patience) {
    return Workflow.newActivityStub(
        FleetActivities.class, step("Wait for the machines to end", patience));
  }

  /** Waits on the server's timers until ECS has forgotten the machines of a cluster. */
  public static ServiceActivities cluster(String summary, Duration patience) {
    return Workflow.newActivityStub(ServiceActivities.class, step(summary, patience));
  }

  /** Reading thousands of dead letters takes minutes. */
  public static QueueActivities deadLetters(String summary) {
    return Workflow.newActivityStub(
        QueueActivities.class,
        ActivityOptions.newBuilder(step(summary, SLOW_STEP_PATIENCE))
            .setStartToCloseTimeout(SLOW_STEP)
            .build());
  }

  public static QueueActivities queue(String summary) {
    return Workflow.newActivityStub(QueueActivities.class, step(summary, STEP_PATIENCE));
  }

  public static ServiceActivities service(String summary) {
    return Workflow.newActivityStub(ServiceActivities.class, step(summary, STEP_PATIENCE));
  }

  /** What keeps machines busy does not wait behind what is slow. */
  public static ServiceActivities serviceStop(String summary) {
    return Workflow.newActivityStub(
        ServiceActivities.class,
        ActivityOptions.newBuilder(step(summary, STEP_PATIENCE)).setTaskQueue(urgent()).build());
  }

  public static ServiceActivities taskDefinitions(String summary) {
    return Workflow.newActivityStub(
        ServiceActivities.class,
        ActivityOptions.newBuilder(step(summary, SLOW_STEP_PATIENCE))
            .setStartToCloseTimeout(SLOW_STEP)
            .build());
  }

  public static CloudWatchActivities cloudWatch(String summary) {
    return Workflow.newActivityStub(CloudWatchActivities.class, step(summary, STEP_PATIENCE));
  }

  /**
   * An export may have to wait for a stranger's, for hours; the server does the waiting. Looking
   * what it wrote takes minutes where there are many log streams.
   */
  public static LogExportActivities exportStart(String summary) {
    return Workflow.newActivityStub(
        LogExportActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(steps())
            .setStartToCloseTimeout(SLOW_STEP)
            .setHeartbeatTimeout(SIGN_OF_LIFE)
            .setRetryOptions(STEADY)
            .setSummary(summary)
            .build());
  }

  /** A task takes seconds or hours; the server waits between the looks at it. */
  public static LogExportActivities exportLook(String summary) {
    return Workflow.newActivityStub(
        LogExportActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(steps())
            .setStartToCloseTimeout(ONE_TASK)
            .setRetryOptions(STEADY)
            .setSummary(summary)
            .build());
  }

  public static RunActivities run(String summary) {
    return Workflow.newActivityStub(RunActivities.class, step(summary, STEP_PATIENCE));
  }

  /** A person waits for it at a terminal. */
  public static PlanActivities plan(String summary) {
    return Workflow.newActivityStub(PlanActivities.class, step(summary, MANY_CALLS));
  }

  public static PreflightActivities preflight() {
    return Workflow.newActivityStub(
        PreflightActivities.class,
        step("Ask what will be refused at the end of the run", Duration.ofMinutes(5)));
  }

  /** For a monitor that a person has ended: it does not stay on for AWS's sake. */
  public static RunActivities lastWord(String summary) {
    return Workflow.newActivityStub(RunActivities.class, step(summary, Duration.ofMinutes(1)));
  }

  /** A scan does not hang for AWS's sake: what fails is left to the next one. */
  public static AutoMonitorActivities autoMonitor(String summary, Duration patience) {
    return Workflow.newActivityStub(AutoMonitorActivities.class, step(summary, patience));
  }

  /** A monitor answers within seconds if a worker is there, and this is one. */
  public static MonitorActivities monitors(String summary, Duration patience) {
    return Workflow.newActivityStub(MonitorActivities.class, step(summary, patience));
  }

  /** Asked in the workflow task that sets what it is asked about, and not tried again in it. */
  public static NamespaceActivities namespace() {
    return Workflow.newLocalActivityStub(
        NamespaceActivities.class,
        LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofSeconds(2))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  /** After so long a step is not done yet, though AWS or its own time limit would have ended it. */
  public static Duration overdueAfter(Step step) {
    return switch (step) {
      case CANCEL_FLEETS -> CANCELLATION_TAKES;
      case SAVE_FAILED_JOBS, DEREGISTER_TASK_DEFINITIONS -> overdue(SLOW_STEP_PATIENCE);
      case DELETE_CLUSTER -> overdue(CLUSTER_PATIENCE);
      case STOP_SERVICE,
          DELETE_QUEUE,
          DELETE_SERVICE,
          DELETE_ALARMS,
          DELETE_DASHBOARD,
          WRITE_REPORT ->
          SILENT_STEP;
      case EXPORT_LOGS, EXPORT_INSTANCE_LOGS, SECOND_EXPORT_LOGS, SECOND_EXPORT_INSTANCE_LOGS ->
          EXPORT_REPORTS.plus(LONGEST_ATTEMPT);
    };
  }

  private static Duration overdue(Duration patience) {
    return patience.plusMinutes(2);
  }

  private static String urgent() {
    return TemporalNames.urgentTaskQueue(Workflow.getInfo().getTaskQueue());
  }

  private static String steps() {
    return TemporalNames.stepsTaskQueue(Workflow.getInfo().getTaskQueue());
  }

  private static ActivityOptions step(String summary, Duration patience) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(steps())
        .setStartToCloseTimeout(MANY_CALLS)
        .setScheduleToCloseTimeout(patience)
        .setHeartbeatTimeout(SIGN_OF_LIFE)
        .setRetryOptions(STEADY)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setSummary(summary)
        .build();
  }

  private static RetryOptions steady(Duration interval) {
    return RetryOptions.newBuilder()
        .setInitialInterval(interval)
        .setMaximumInterval(interval)
        .setBackoffCoefficient(1.0)
        .build();
  }
}
