package org.distributedmonitor.worker.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What can happen to a run, one thing each, short enough for its history to be kept with every
 * release. Each sees for itself that it has happened.
 */
enum Scenario {
  PLAIN_RUN(Scenario::plainRun),
  CHEAPEST(Scenario::cheapest),
  SEVERAL_FLEETS(Scenario::severalFleets),
  BLOCKED_STEP_AND_RETRY(Scenario::blockedStepAndRetry),
  CONTINUED_WHILE_WATCHING(60, Scenario::continuedWhileWatching),
  CONTINUED_WHILE_BLOCKED(120, Scenario::continuedWhileBlocked),
  CONTINUED_BEFORE_SECOND_EXPORT(100, Scenario::continuedBeforeSecondExport),
  HOLD_AND_RESUME(Scenario::holdAndResume),
  SECOND_EXPORT(Scenario::secondExport),
  JOBS_CAME_BACK(Scenario::jobsCameBack),
  NEWER_RUN(Scenario::newerRun),
  FINISHED_EARLY(Scenario::finishedEarly),
  STOPPED(Scenario::stopped),
  CANCELLATION_ASKED(Scenario::cancellationAsked),
  OUTAGE(Scenario::outage),
  PLAN(Scenario::plan);

  static final String APP = "Plates";

  /** So many events a server wants before it suggests to continue as new. */
  private static final long NEVER_HERE = 4_096;

  private final long continueAfter;
  private final Consumer<MonitorHarness> story;

  Scenario(Consumer<MonitorHarness> story) {
    this(NEVER_HERE, story);
  }

  Scenario(long continueAfter, Consumer<MonitorHarness> story) {
    this.continueAfter = continueAfter;
    this.story = story;
  }

  /** A harness in which it can be played. */
  MonitorHarness harness() {
    return MonitorHarness.continuingAfter(continueAfter);
  }

  void play(MonitorHarness harness) {
    story.accept(harness);
  }

  /** The workflow whose history is kept. */
  String workflowId() {
    return this == PLAN ? TemporalNames.planWorkflowId(APP, "test") : TemporalNames.workflowId(APP);
  }

  /** Its name in the name of a file. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the file has a history of it. */
  boolean isIn(Path file) {
    return file.getFileName().toString().matches(fileName() + "(\\.\\d+)?\\.json");
  }

  private static void plainRun(MonitorHarness harness) {
    harness.watch(
        harness.setUp(
            RunSpec.builder(APP)
                .cluster(APP)
                .machines(8)
                .jobs(60)
                .taskRevisions(2)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .deadMachinesWithAlarms(2)));

    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.counts().scaleDowns()).isPositive();
    assertThat(report.counts().alarmsDeleted()).isPositive();
  }

  private static void cheapest(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(4).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(20));

    harness.monitor(APP).enableCheapestMode();
    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.cheapest()).isTrue();
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).contains(1);
  }

  private static void severalFleets(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(3).jobs(30));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));

    run.startAnotherFleet(2);
    Starts.first(harness, harness.request(run));
    MonitorReport report = ended(harness, Verdict.SUCCEEDED);

    assertThat(report.fleetIds()).hasSize(2);
  }

  private static void blockedStepAndRetry(MonitorHarness harness) {
    harness.region().faults().refuse("sqs:DeleteQueue").refuse("cloudwatch:DeleteAlarms");
    harness.watch(harness.setUp(RunSpec.builder(APP).autoMonitorAlarms(true)));
    passTo(harness, Phase.NEEDS_ATTENTION);
    harness.pass(Duration.ofMinutes(70));
    harness.region().faults().allow("sqs:DeleteQueue").allow("cloudwatch:DeleteAlarms");

    assertThat(harness.monitor(APP).retryBlocked().accepted()).isTrue();
    ended(harness, Verdict.SUCCEEDED);
  }

  private static void continuedWhileWatching(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(4).jobs(30));
    harness.watch(cheapestRequest(run));
    harness.pass(Duration.ofMinutes(5));
    harness.monitor(APP).hold(Duration.ofMinutes(30));

    ended(harness, Verdict.SUCCEEDED);

    assertThat(SavedHistories.executions(harness, TemporalNames.workflowId(APP)))
        .hasSizeBetween(2, 5);
  }

  private static void continuedWhileBlocked(MonitorHarness harness) {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(3)));
    passTo(harness, Phase.NEEDS_ATTENTION);
    harness.pass(Duration.ofHours(3));
    harness.region().faults().allow("sqs:DeleteQueue");
    ended(harness, Verdict.SUCCEEDED);

    assertThat(SavedHistories.executions(harness, TemporalNames.workflowId(APP)))
        .hasSizeBetween(2, 4);
  }

  private static void continuedBeforeSecondExport(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(3));
    Starts.first(harness, harness.request(run).withSecondExport(Duration.ofHours(12)));
    passTo(harness, Phase.AWAITING_SECOND_EXPORT);
    Starts.first(harness, harness.request(run).withSecondExport(Duration.ofHours(2)));
    ended(harness, Verdict.SUCCEEDED);

    assertThat(SavedHistories.executions(harness, TemporalNames.workflowId(APP)))
        .hasSizeBetween(2, 3);
  }

  private static void holdAndResume(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    harness.monitor(APP).hold(Duration.ofHours(9));
    run.drain();
    harness.pass(Duration.ofMinutes(45));

    assertThat(harness.monitor(APP).resume().accepted()).isTrue();
    ended(harness, Verdict.SUCCEEDED);
  }

  private static void secondExport(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    Starts.first(harness, harness.request(run).withSecondExport(Duration.ofHours(1)));

    passTo(harness, Phase.AWAITING_SECOND_EXPORT);
    ended(harness, Verdict.SUCCEEDED);

    assertThat(Exports.of(harness, APP)).hasSize(2);
  }

  /** While the failed jobs are looked for; EC2 has not taken the cancellation yet. */
  private static void jobsCameBack(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(6));
    harness.region().faults().fail("ec2:CancelSpotFleetRequests", 60, Scenario::ec2IsAway);
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

  private static void newerRun(MonitorHarness harness) {
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(6)));
    passTo(harness, Phase.NEEDS_ATTENTION);
    SimulatedRun again = harness.setUp(RunSpec.builder(APP).jobs(40));
    Starts.name(harness, harness.request(again));
    harness.region().faults().allow("sqs:DeleteQueue");

    ended(harness, Verdict.SUCCEEDED);

    assertThat(harness.status(APP).successor()).isNotEmpty();
  }

  private static void finishedEarly(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(60)));
    harness.pass(Duration.ofMinutes(25));

    assertThat(harness.monitor(APP).finishNow().accepted()).isTrue();
    ended(harness, Verdict.SUCCEEDED);
  }

  private static void stopped(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(60)));
    harness.pass(Duration.ofMinutes(25));

    assertThat(harness.monitor(APP).stopMonitoring().accepted()).isTrue();
    ended(harness, Verdict.STOPPED);
  }

  private static void cancellationAsked(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).jobs(60)));
    harness.pass(Duration.ofMinutes(25));

    WorkflowStub.fromTyped(harness.monitor(APP)).cancel();
    harness.passUntil(APP, Duration.ofMinutes(5), Ending::ended);

    assertThat(harness.monitor(APP).report().verdict()).isEqualTo(Verdict.STOPPED);
  }

  private static void outage(MonitorHarness harness) {
    harness.watch(harness.setUp(RunSpec.builder(APP).machines(4).jobs(16)));
    harness.pass(Duration.ofMinutes(25));
    harness.region().faults().failAll(Scenario::ec2IsAway);
    harness.pass(Duration.ofMinutes(15));
    MonitorStatus meanwhile = harness.status(APP);
    harness.region().faults().failAll(null);

    ended(harness, Verdict.SUCCEEDED);

    assertThat(meanwhile.problems()).isNotEmpty();
  }

  private static void plan(MonitorHarness harness) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP));
    harness.pass(Duration.ofMinutes(5));

    assertThat(harness.plan(new PlanOrder(MonitorHarness.runOf(run), run.fleetIds())).steps())
        .isNotEmpty();
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
        MonitorHarness.runOf(run),
        List.copyOf(run.fleetIds()),
        true,
        1,
        Timing.standard(),
        UUID.randomUUID().toString(),
        null);
  }
}
