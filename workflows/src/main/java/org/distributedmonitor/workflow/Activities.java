package org.distributedmonitor.workflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.distributedmonitor.activity.AutoMonitorActivities;
import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.activity.FleetActivities;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.activity.MonitorActivities;
import org.distributedmonitor.activity.NamespaceActivities;
import org.distributedmonitor.activity.PlanActivities;
import org.distributedmonitor.activity.PreflightActivities;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.activity.ServiceActivities;

/**
 * How long each thing asked of AWS may take and how it is tried again. What is refused is not tried
 * again here: the worker says so by a failure that is not retryable.
 */
final class Activities {

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
  static final Duration MACHINES_PATIENCE = Duration.ofMinutes(15);

  private static final RetryOptions STEADY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private Activities() {}

  /** The watch; the server waits between its looks, so it costs no history and holds no slot. */
  static QueueActivities watch(Duration interval, String summary) {
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
  static QueueActivities lastLook() {
    return Workflow.newActivityStub(
        QueueActivities.class,
        ActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofSeconds(2))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setSummary("Look at the queue once more")
            .build());
  }

  /** The same for fleets that nobody has seen yet. */
  static RunActivities lastLookAtFleets() {
    return Workflow.newActivityStub(
        RunActivities.class,
        ActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofSeconds(3))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setSummary("Look once more whose the fleets are")
            .build());
  }

  /** The cancellation of the fleets is tried until AWS has answered, however long that takes. */
  static FleetActivities cancellation() {
    return Workflow.newActivityStub(
        FleetActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_CALL)
            .setRetryOptions(STEADY)
            .setSummary("Cancel the spot fleet and end its machines")
            .build());
  }

  static FleetActivities fleets(String summary) {
    return Workflow.newActivityStub(FleetActivities.class, step(summary, Duration.ofMinutes(5)));
  }

  /** Waits on the server's timers until the machines have ended. */
  static FleetActivities machines() {
    return Workflow.newActivityStub(
        FleetActivities.class, step("Wait for the machines to end", MACHINES_PATIENCE));
  }

  /** ECS may take half an hour to forget the machines of a cluster. */
  static ServiceActivities cluster(String summary) {
    return Workflow.newActivityStub(ServiceActivities.class, step(summary, Duration.ofMinutes(40)));
  }

  /** Reading thousands of dead letters takes minutes. */
  static QueueActivities deadLetters(String summary) {
    return Workflow.newActivityStub(
        QueueActivities.class,
        ActivityOptions.newBuilder(step(summary, SLOW_STEP.plus(STEP_PATIENCE)))
            .setStartToCloseTimeout(SLOW_STEP)
            .build());
  }

  static QueueActivities queue(String summary) {
    return Workflow.newActivityStub(QueueActivities.class, step(summary, STEP_PATIENCE));
  }

  static ServiceActivities service(String summary) {
    return Workflow.newActivityStub(ServiceActivities.class, step(summary, STEP_PATIENCE));
  }

  static ServiceActivities taskDefinitions(String summary) {
    return Workflow.newActivityStub(
        ServiceActivities.class,
        ActivityOptions.newBuilder(step(summary, SLOW_STEP.plus(STEP_PATIENCE)))
            .setStartToCloseTimeout(SLOW_STEP)
            .build());
  }

  static CloudWatchActivities cloudWatch(String summary) {
    return Workflow.newActivityStub(CloudWatchActivities.class, step(summary, STEP_PATIENCE));
  }

  /**
   * An export may have to wait for a stranger's, for hours; the server does the waiting. Looking
   * what it wrote takes minutes where there are many log streams.
   */
  static LogExportActivities exportStart(String summary) {
    return Workflow.newActivityStub(
        LogExportActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(SLOW_STEP)
            .setHeartbeatTimeout(SIGN_OF_LIFE)
            .setRetryOptions(STEADY)
            .setSummary(summary)
            .build());
  }

  /** A task takes seconds or hours; the server waits between the looks at it. */
  static LogExportActivities exportLook(String summary) {
    return Workflow.newActivityStub(
        LogExportActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_TASK)
            .setRetryOptions(STEADY)
            .setSummary(summary)
            .build());
  }

  static RunActivities run(String summary) {
    return Workflow.newActivityStub(RunActivities.class, step(summary, STEP_PATIENCE));
  }

  /** A person waits for it at a terminal. */
  static PlanActivities plan(String summary) {
    return Workflow.newActivityStub(PlanActivities.class, step(summary, MANY_CALLS));
  }

  static PreflightActivities preflight() {
    return Workflow.newActivityStub(
        PreflightActivities.class,
        step("Ask what will be refused at the end of the run", Duration.ofMinutes(5)));
  }

  /** For a monitor that a person has ended: it does not stay on for AWS's sake. */
  static RunActivities lastWord(String summary) {
    return Workflow.newActivityStub(RunActivities.class, step(summary, Duration.ofMinutes(1)));
  }

  /** A scan does not hang for AWS's sake: what fails is left to the next one. */
  static AutoMonitorActivities autoMonitor(String summary, Duration patience) {
    return Workflow.newActivityStub(AutoMonitorActivities.class, step(summary, patience));
  }

  /** A monitor answers within seconds if a worker is there, and this is one. */
  static MonitorActivities monitors(String summary, Duration patience) {
    return Workflow.newActivityStub(MonitorActivities.class, step(summary, patience));
  }

  static NamespaceActivities namespace() {
    return Workflow.newActivityStub(
        NamespaceActivities.class,
        step("Ask which search attributes the namespace has", Duration.ofMinutes(1)));
  }

  private static ActivityOptions step(String summary, Duration patience) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(MANY_CALLS)
        .setScheduleToCloseTimeout(patience)
        .setHeartbeatTimeout(SIGN_OF_LIFE)
        .setRetryOptions(STEADY)
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
