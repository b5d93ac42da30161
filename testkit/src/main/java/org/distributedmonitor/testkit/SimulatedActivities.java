package org.distributedmonitor.testkit;

import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.distributedmonitor.activity.AutoMonitorActivities;
import org.distributedmonitor.activity.CloudWatchActivities;
import org.distributedmonitor.activity.FleetActivities;
import org.distributedmonitor.activity.LogExportActivities;
import org.distributedmonitor.activity.PlanActivities;
import org.distributedmonitor.activity.PreflightActivities;
import org.distributedmonitor.activity.QueueActivities;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.activity.ServiceActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.Payloads;
import org.distributedmonitor.worker.alarm.CloudWatchActivitiesImpl;
import org.distributedmonitor.worker.automonitor.AutoMonitorActivitiesImpl;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.fleet.FleetActivitiesImpl;
import org.distributedmonitor.worker.logs.LogExportActivitiesImpl;
import org.distributedmonitor.worker.plan.PlanActivitiesImpl;
import org.distributedmonitor.worker.preflight.PreflightActivitiesImpl;
import org.distributedmonitor.worker.queue.QueueActivitiesImpl;
import org.distributedmonitor.worker.run.RunActivitiesImpl;
import org.distributedmonitor.worker.service.ServiceActivitiesImpl;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Every activity on a simulated region and a clock that tests move. A field of a test class with
 * {@code @RegisterExtension} is each test's own.
 */
public final class SimulatedActivities implements AutoCloseable, AfterEachCallback {

  private static final String WORKER =
      "arn:aws:sts::123456789012:assumed-role/worker/i-0123456789abcdef0";

  /** Nobody wants to hear before that an export waits. */
  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  public static final Duration MINUTE = Duration.ofSeconds(60);

  public final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
  public final SimulatedRegion region =
      SimulatedRegion.builder().clock(clock).caller(WORKER).build();
  public final QueueActivities queue;
  public final FleetActivities fleets;
  public final ServiceActivities services;
  public final CloudWatchActivities cloudWatch;
  public final LogExportActivities logs;
  public final RunActivities runs;
  public final PreflightActivities preflight;
  public final PlanActivities plans;
  public final AutoMonitorActivities autoMonitor;
  private final List<String> waits = new ArrayList<>();
  private final TestActivityEnvironment env;
  private Duration nextTry = Duration.ZERO;

  public SimulatedActivities() {
    env =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    AwsRegions regions = SimulatedAws.regions(region);
    env.registerActivitiesImplementations(
        new QueueActivitiesImpl(regions, clock),
        new FleetActivitiesImpl(regions, clock),
        new ServiceActivitiesImpl(regions, clock),
        new CloudWatchActivitiesImpl(regions),
        new LogExportActivitiesImpl(regions, clock),
        new RunActivitiesImpl(regions, clock),
        new PlanActivitiesImpl(regions, clock),
        new PreflightActivitiesImpl(regions, clock),
        new AutoMonitorActivitiesImpl(regions, clock));
    ActivityOptions options =
        ActivityOptions.newBuilder().setScheduleToCloseTimeout(Duration.ofSeconds(60)).build();
    queue = env.newActivityStub(QueueActivities.class, options);
    fleets = env.newActivityStub(FleetActivities.class, options);
    services = env.newActivityStub(ServiceActivities.class, options);
    cloudWatch = env.newActivityStub(CloudWatchActivities.class, options);
    logs = env.newActivityStub(LogExportActivities.class, options);
    runs = env.newActivityStub(RunActivities.class, options);
    plans = env.newActivityStub(PlanActivities.class, options);
    preflight = env.newActivityStub(PreflightActivities.class, options);
    autoMonitor = env.newActivityStub(AutoMonitorActivities.class, options);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    close();
  }

  @Override
  public void close() {
    env.close();
  }

  /** The next attempt begins with what the one before it has said by heartbeat. */
  public void lastHeartbeat(Object details) {
    env.setHeartbeatDetails(details);
  }

  /** The run frozen as it is now. */
  public CleanupOrder order(Run run, SimulatedRun simulated) {
    QueueSighting seen =
        queue.lookAtQueue(new QueueWatch(run, QueueSighting.none(), clock.instant(), MINUTE));
    return new CleanupOrder(
        run, new FrozenRun(clock.instant(), seen.facts(), simulated.fleetIds(), null, false, null));
  }

  /** Does as the server does: tries again after the delay that a soft failure asks for. */
  public <T> T until(Supplier<T> activity) {
    for (int attempt = 0; attempt < 500; attempt++) {
      Optional<T> answer = once(activity);
      if (answer.isPresent()) {
        return answer.get();
      }
      clock.advance(nextTry);
    }
    throw new AssertionError("It never ended: " + waits);
  }

  /** Does as the monitor does: starts tasks and looks at them until the order is done. */
  public StepOutcome export(ExportOrder order) {
    ExportTries tries = ExportTries.none();
    while (true) {
      ExportTries before = tries;
      ExportStart start = until(() -> logs.startExport(order, before, NEVER));
      if (start.outcome() != null) {
        return start.outcome();
      }
      tries = tries.after(start);
      ExportLook look = until(() -> logs.lookAtExport(look(order, start, Duration.ofDays(1))));
      if (look.problem() != null) {
        return look.problem();
      }
    }
  }

  /** An order to look at a task that has been started, for so long at most. */
  public ExportLookOrder look(ExportOrder order, ExportStart start, Duration time) {
    return new ExportLookOrder(order, start.taskId(), clock.instant().plus(time));
  }

  /** One attempt; empty when it asks to be tried again later. */
  public <T> Optional<T> once(Supplier<T> activity) {
    try {
      return Optional.of(activity.get());
    } catch (ActivityFailure failure) {
      ApplicationFailure cause = (ApplicationFailure) failure.getCause();
      if (!cause.getType().equals("WAITING")) {
        throw failure;
      }
      waits.add(cause.getOriginalMessage());
      nextTry = cause.getNextRetryDelay();
      return Optional.empty();
    }
  }
}
