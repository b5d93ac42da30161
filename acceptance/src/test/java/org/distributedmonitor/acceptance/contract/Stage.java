package org.distributedmonitor.acceptance.contract;

import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.distributedmonitor.activity.AutoMonitorActivities;
import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.FleetActivities;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.activity.PlanActivities;
import org.distributedmonitor.activity.PreflightActivities;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.activity.ServiceActivities;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.worker.alarm.CloudWatchActivitiesImpl;
import org.distributedmonitor.worker.automonitor.AutoMonitorActivitiesImpl;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.fleet.FleetActivitiesImpl;
import org.distributedmonitor.worker.logs.LogExportActivitiesImpl;
import org.distributedmonitor.worker.plan.PlanActivitiesImpl;
import org.distributedmonitor.worker.preflight.PreflightActivitiesImpl;
import org.distributedmonitor.worker.queue.QueueActivitiesImpl;
import org.distributedmonitor.worker.run.RunActivitiesImpl;
import org.distributedmonitor.worker.service.ServiceActivitiesImpl;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The worker's activities on a stand-in for AWS, made anew for each test. */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  /** Nobody wants to hear before that an export waits. */
  static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Supplier<Cloud> clouds;
  private Cloud cloud;
  private TestActivityEnvironment env;

  Stage(Supplier<Cloud> clouds) {
    this.clouds = clouds;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    cloud = clouds.get();
    env =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    AwsClients aws = cloud.aws();
    env.registerActivitiesImplementations(
        new QueueActivitiesImpl(run -> aws, cloud.clock()),
        new FleetActivitiesImpl(run -> aws, cloud.clock()),
        new ServiceActivitiesImpl(run -> aws, cloud.clock()),
        new CloudWatchActivitiesImpl(run -> aws),
        new LogExportActivitiesImpl(run -> aws, cloud.clock()),
        new RunActivitiesImpl(run -> aws, cloud.clock()),
        new PlanActivitiesImpl(run -> aws, cloud.clock()),
        new PreflightActivitiesImpl(run -> aws, cloud.clock()),
        new AutoMonitorActivitiesImpl(region -> aws, cloud.clock()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    env.close();
    cloud.close();
  }

  Cloud cloud() {
    return cloud;
  }

  AwsClients aws() {
    return cloud.aws();
  }

  QueueActivities queue() {
    return stub(QueueActivities.class);
  }

  FleetActivities fleets() {
    return stub(FleetActivities.class);
  }

  ServiceActivities services() {
    return stub(ServiceActivities.class);
  }

  CloudWatchActivities cloudWatch() {
    return stub(CloudWatchActivities.class);
  }

  LogExportActivities logs() {
    return stub(LogExportActivities.class);
  }

  RunActivities runs() {
    return stub(RunActivities.class);
  }

  PlanActivities plans() {
    return stub(PlanActivities.class);
  }

  PreflightActivities preflight() {
    return stub(PreflightActivities.class);
  }

  AutoMonitorActivities autoMonitor() {
    return stub(AutoMonitorActivities.class);
  }

  private <T> T stub(Class<T> activities) {
    return env.newActivityStub(
        activities,
        ActivityOptions.newBuilder().setScheduleToCloseTimeout(Duration.ofSeconds(60)).build());
  }

  OneRun setUp(Setting setting) {
    return new OneRun(this, cloud.setUp(setting));
  }

  /** Does as the server does: asks again for as long as there is something to wait for. */
  <T> T until(Supplier<T> activity) {
    AtomicReference<T> result = new AtomicReference<>();
    cloud.eventually(
        () -> {
          try {
            result.set(activity.get());
            return true;
          } catch (ActivityFailure failure) {
            if (!cause(failure).getType().equals(FailureType.WAITING.name())) {
              throw failure;
            }
            return false;
          }
        });
    return result.get();
  }

  /** Does as the monitor does: starts export tasks and looks at them until the order is done. */
  StepOutcome export(ExportOrder order) {
    ExportTries tries = ExportTries.none();
    while (true) {
      ExportTries before = tries;
      ExportStart start = until(() -> logs().startExport(order, before, NEVER));
      if (start.outcome() != null) {
        return start.outcome();
      }
      tries = tries.after(start);
      Instant later = cloud.clock().instant().plus(Duration.ofDays(1));
      ExportLookOrder task = new ExportLookOrder(order, start.taskId(), later);
      ExportLook look = until(() -> logs().lookAtExport(task));
      if (look.problem() != null) {
        return look.problem();
      }
    }
  }

  /** The failure that the activity ends with. */
  static ApplicationFailure failureOf(Supplier<?> activity) {
    try {
      throw new AssertionError("It did not fail, and answered " + activity.get());
    } catch (ActivityFailure failure) {
      return cause(failure);
    }
  }

  /** The details of the refusal that the activity ends with. */
  static Refusal refusalOf(Supplier<?> activity) {
    ApplicationFailure failure = failureOf(activity);
    if (!failure.getType().equals(FailureType.REFUSED.name()) || !failure.isNonRetryable()) {
      throw new AssertionError("It was not refused", failure);
    }
    return failure.getDetails().get(Refusal.class);
  }

  private static ApplicationFailure cause(ActivityFailure failure) {
    return (ApplicationFailure) failure.getCause();
  }
}
