package org.distributedmonitor.scenarios.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Observed;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The stories of monitors that {@link Scenario} names. Each sees for itself that it has happened.
 */
final class MonitorStories {

  private static final String APP = Scenario.APP;
  static final String ID = TemporalNames.workflowId(APP);

  private MonitorStories() {}

  static void plainRun(MonitorHarness harness) {
    harness.watch(
        harness.setUp(
            RunSpec.builder(APP)
                .cluster(APP)
                .machines(12)
                .jobs(40)
                .jobDuration(Duration.ofMinutes(25))
                .visibilityTimeout(Duration.ofHours(1))
                .taskRevisions(2)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .deadMachinesWithAlarms(2)));

    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.counts().scaleDowns()).isPositive();
    assertThat(report.counts().alarmsDeleted()).isPositive();
  }

  static void cheapest(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(4).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(20));

    harness.monitor(APP).enableCheapestMode();
    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.cheapest()).isTrue();
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).contains(1);
  }

  static void severalFleets(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(3).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));

    run.startAnotherFleet(2);
    Starts.first(harness, harness.request(run));
    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.fleetIds()).hasSize(2);
  }

  /** One in the middle of the run, and one when the queue reads empty already. */
  static void foundFleets(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(3).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));

    run.startAnotherFleet(2);
    harness.passUntil(APP, Duration.ofMinutes(15), status -> status.fleets().size() == 2);
    run.drain();
    passTo(harness, Phase.CONFIRMING);
    run.startAnotherFleet(1);
    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.fleetIds()).hasSize(3);
  }

  static void blockedStepAndRetry(MonitorHarness harness) {
    harness.region().faults().refuse("sqs:DeleteQueue").refuse("cloudwatch:DeleteAlarms");
    harness.watch(harness.setUp(RunSpec.builder(APP).autoMonitorAlarms(true)));
    passTo(harness, Phase.NEEDS_ATTENTION);
    harness.pass(Duration.ofMinutes(70));
    harness.region().faults().allow("sqs:DeleteQueue").allow("cloudwatch:DeleteAlarms");

    assertThat(harness.monitor(APP).retryBlocked().accepted()).isTrue();
    ended(harness, Verdict.SUCCEEDED);
  }

  static void continuedWhileWatching(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(4).jobs(30));
    harness.watch(cheapestRequest(run));
    harness.pass(Duration.ofMinutes(5));
    harness.monitor(APP).hold(Duration.ofMinutes(30));

    ended(harness, Verdict.SUCCEEDED);

    assertThat(SavedHistories.executions(harness, ID)).hasSizeBetween(2, 5);
  }

  static void continuedWhileBlocked(MonitorHarness harness) {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(3)));
    passTo(harness, Phase.NEEDS_ATTENTION);
    harness.pass(Duration.ofHours(3));
    harness.region().faults().allow("sqs:DeleteQueue");
    ended(harness, Verdict.SUCCEEDED);

    assertThat(SavedHistories.executions(harness, ID)).hasSizeBetween(2, 4);
  }

  static void continuedBeforeSecondExport(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(3));
    Starts.first(harness, harness.request(run).withSecondExport(Duration.ofHours(12)));
    passTo(harness, Phase.AWAITING_SECOND_EXPORT);
    Starts.first(harness, harness.request(run).withSecondExport(Duration.ofHours(2)));
    ended(harness, Verdict.SUCCEEDED);

    assertThat(SavedHistories.executions(harness, ID)).hasSizeBetween(2, 3);
  }

  static void holdAndResume(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    harness.monitor(APP).hold(Duration.ofHours(9));
    run.drain();
    harness.pass(Duration.ofMinutes(45));

    assertThat(harness.monitor(APP).resume().accepted()).isTrue();
    ended(harness, Verdict.SUCCEEDED);
  }

  static void secondExport(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    Starts.first(harness, harness.request(run).withSecondExport(Duration.ofHours(1)));

    passTo(harness, Phase.AWAITING_SECOND_EXPORT);
    ended(harness, Verdict.SUCCEEDED);

    assertThat(Exports.of(harness, APP)).hasSize(2);
  }

  /** While the failed jobs are looked for; EC2 has not taken the cancellation yet. */
  static void jobsCameBack(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    harness.region().faults().fail("ec2:CancelSpotFleetRequests", 60, MonitorStories::ec2IsAway);
    Supplier<RuntimeException> jobsArrive =
        () -> {
          run.submitJobs(3);
          return SqsException.builder().statusCode(503).message("later").build();
        };
    harness.region().faults().fail("sqs:ReceiveMessage", 1, jobsArrive);
    harness.watch(run);

    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.happenings().toString()).contains("arrived while the run was being cleaned");
    assertThat(run.jobsDone()).isEqualTo(9);
  }

  static void newerRun(MonitorHarness harness) {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(6)));
    passTo(harness, Phase.NEEDS_ATTENTION);
    SimulatedRun again = harness.setUp(RunSpec.builder(APP).jobs(40));
    Starts.name(harness, harness.request(again));
    harness.region().faults().allow("sqs:DeleteQueue");

    ended(harness, Verdict.SUCCEEDED);

    assertThat(harness.status(APP).successor()).isNotEmpty();
  }

  static void finishedEarly(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(60)));
    harness.pass(Duration.ofMinutes(25));

    assertThat(harness.monitor(APP).finishNow().accepted()).isTrue();
    ended(harness, Verdict.SUCCEEDED);
  }

  static void stopped(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(60)));
    harness.pass(Duration.ofMinutes(25));

    assertThat(harness.monitor(APP).stopMonitoring().accepted()).isTrue();
    ended(harness, Verdict.STOPPED);
  }

  static void cancellationAsked(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(60)));
    harness.pass(Duration.ofMinutes(25));

    WorkflowStub.fromTyped(harness.monitor(APP)).cancel();
    harness.passUntil(APP, Duration.ofMinutes(5), Ending::ended);

    assertThat(harness.monitor(APP).report().verdict()).isEqualTo(Verdict.STOPPED);
  }

  static void outage(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(4).jobs(16)));
    harness.pass(Duration.ofMinutes(25));
    harness.region().faults().failAll(MonitorStories::ec2IsAway);
    harness.pass(Duration.ofMinutes(15));
    MonitorStatus meanwhile = harness.status(APP);
    harness.region().faults().failAll(null);

    ended(harness, Verdict.SUCCEEDED);

    assertThat(meanwhile.problems()).isNotEmpty();
  }

  /** As an alarm of the queue asks for it. */
  static void queueReadNow(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    run.drain();

    harness.monitor(APP).readQueueNow();
    harness.pass(Duration.ofSeconds(40));
    harness.monitor(APP).readQueueNow();
    ended(harness, Verdict.SUCCEEDED);
  }

  private static RuntimeException ec2IsAway() {
    return Ec2Exception.builder().statusCode(503).message("Service unavailable").build();
  }

  private static MonitorStatus passTo(MonitorHarness harness, Phase phase) {
    return harness.passUntil(APP, Duration.ofHours(4), status -> status.phase() == phase);
  }

  private static MonitorReport ended(MonitorHarness harness, Verdict verdict) {
    MonitorReport report = Ending.within(harness, Duration.ofHours(24), APP);
    assertThat(report.verdict()).isEqualTo(verdict);
    return report;
  }

  private static MonitorRequest cheapestRequest(SimulatedRun run) {
    return new MonitorRequest(
        Runs.of(run),
        List.copyOf(run.fleetIds()),
        true,
        1,
        Timing.standard(),
        UUID.randomUUID().toString(),
        null);
  }
}
