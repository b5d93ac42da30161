package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Messages may arrive half a day late: who asks for it gets them by a second export. */
@Timeout(60)
class SecondExportTest {

  private static final String APP = "Plates";
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run = harness.setUp(RunSpec.builder(APP));

  @Test
  void exportsWhatArrivedAfterTheFirst() {
    Starts.first(harness, request().withSecondExport(HALF_A_DAY));
    MonitorStatus waiting = passTo(Phase.AWAITING_SECOND_EXPORT);
    String written = Texts.inBucket(harness, harness.request(run).run().reportKey());
    lateMessage();
    Instant first = endOf(tasks().get(0));

    harness.passUntil(APP, Duration.ofHours(11), status -> tasks().size() > 1 || soon(first));
    int before = tasks().size();
    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(waiting.steps()).noneMatch(result -> result.outcome().blocked());
    assertThat(waiting.next())
        .extracting(Expectation::what, Expectation::at)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "Second export of the logs", first.plus(HALF_A_DAY)));
    assertThat(written).contains("SUCCEEDED").doesNotContain("SECOND_EXPORT_LOGS");
    assertThat(before).isEqualTo(1);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(tasks().get(1).taskName()).isEqualTo(tasks().get(0).taskName() + " second");
    assertThat(tasks().get(1).from()).isEqualTo(run.startedAtMillis());
    assertThat(endOf(tasks().get(1))).isAfterOrEqualTo(first.plus(HALF_A_DAY));
    assertThat(Texts.keys(harness, "exportedlogs/Plates/" + tasks().get(1).taskId() + "/"))
        .contains("exportedlogs/Plates/" + tasks().get(1).taskId() + "/late/000000.gz");
    assertThat(outcomes(report)).containsExactly(Kind.DONE, Kind.DONE);
    assertThat(Texts.inBucket(harness, report.run().reportKey())).contains("SECOND_EXPORT_LOGS");
  }

  @Test
  void hasWhatCouldNotBeExportedBefore() {
    harness.region().faults().exportLag(Duration.ofHours(11));
    Starts.first(harness, request().withSecondExport(HALF_A_DAY));

    MonitorStatus waiting = passTo(Phase.AWAITING_SECOND_EXPORT);
    MonitorReport report = Ending.within(harness, Duration.ofHours(13), APP);

    assertThat(waiting.warnings()).hasSize(2).allMatch(it -> it.startsWith("Of the export of "));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.warnings()).isEqualTo(waiting.warnings());
    assertThat(Texts.keys(harness, "exportedlogs/Plates/" + tasks().get(0).taskId())).isEmpty();
    assertThat(Texts.keys(harness, "exportedlogs/Plates/" + tasks().get(1).taskId())).hasSize(10);
  }

  @Test
  void withoutItTheReportSaysWhatMayBeMissing() {
    Starts.first(harness, request());

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.happenings())
        .extracting(Happening::what)
        .filteredOn(what -> what.contains("--second-export 12h"))
        .hasSize(1);
    assertThat(report.warnings()).isEmpty();
    assertThat(tasks()).hasSize(1);
    assertThat(outcomes(report)).isEmpty();
  }

  @Test
  void stopEndsTheWaitAndTheVerdictStays() {
    Starts.first(harness, request().withSecondExport(HALF_A_DAY));
    passTo(Phase.AWAITING_SECOND_EXPORT);

    Answer answer = harness.monitor(APP).stopMonitoring();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(5), APP);

    assertThat(answer.accepted()).isTrue();
    assertThat(answer.message())
        .isEqualTo(
            "The monitor ends without the second export of the logs; the verdict stays: everything"
                + " was cleaned up.");
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(outcomes(report)).containsExactly(Kind.LEFT, Kind.LEFT);
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void aCancellationFromTheWebUiEndsTheWait() {
    Starts.first(harness, request().withSecondExport(HALF_A_DAY));
    passTo(Phase.AWAITING_SECOND_EXPORT);

    io.temporal.client.WorkflowStub.fromTyped(harness.monitor(APP)).cancel();
    harness.passUntil(APP, Duration.ofMinutes(5), Ending::ended);

    assertThat(harness.monitor(APP).report().verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void aStartAddsItToARunningMonitorAndMovesIt() {
    Starts.first(harness, request());
    harness.pass(Duration.ofMinutes(5));
    Registration added = Starts.first(harness, request().withSecondExport(HALF_A_DAY));
    MonitorStatus waiting = passTo(Phase.AWAITING_SECOND_EXPORT);
    Instant first = endOf(tasks().get(0));

    Registration moved = Starts.first(harness, request().withSecondExport(Duration.ofHours(1)));
    Registration repeated = Starts.first(harness, request());
    Ending.within(harness, Duration.ofHours(2), APP);
    MonitorReport report = Ending.reportOf(harness, APP);

    assertThat(added.changed())
        .containsExactly("The logs are exported a second time, 12 h after their first export.");
    assertThat(waiting.next()).extracting(Expectation::at).contains(first.plus(HALF_A_DAY));
    assertThat(moved.changed())
        .containsExactly("The logs are exported a second time, 60 min after their first export.");
    assertThat(repeated.changed()).isEmpty();
    assertThat(repeated.expectations())
        .anySatisfy(sentence -> assertThat(sentence).startsWith("Second export of the logs: "));
    assertThat(outcomes(report)).containsExactly(Kind.DONE, Kind.DONE);
  }

  @Test
  void aSecondExportThatFailsNeedsAPersonAndIsTriedAgain() {
    Starts.first(harness, request().withSecondExport(HALF_A_DAY));
    passTo(Phase.AWAITING_SECOND_EXPORT);
    harness.region().faults().refuse("logs:CreateExportTask");

    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(13), seen -> seen.phase() == Phase.NEEDS_ATTENTION);
    harness.region().faults().allow("logs:CreateExportTask");
    harness.monitor(APP).retryBlocked();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(30), APP);

    assertThat(status.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.remedy()).contains("logs:CreateExportTask"));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(tasks()).hasSize(2);
  }

  @Test
  void theWaitContinuesAsNewWithAllThatWasKnown() {
    Starts.first(harness, request().withSecondExport(HALF_A_DAY));
    passTo(Phase.AWAITING_SECOND_EXPORT);
    String execution = harness.execution(APP).getRunId();
    Instant first = endOf(tasks().get(0));

    Duration asked = HALF_A_DAY;
    for (int i = 0; i < 900 && harness.execution(APP).getRunId().equals(execution); i++) {
      asked = HALF_A_DAY.plusMinutes(1 + i % 2);
      Starts.first(harness, request().withSecondExport(asked));
    }
    MonitorStatus after = harness.status(APP);
    MonitorReport report = Ending.within(harness, Duration.ofHours(13), APP);

    assertThat(harness.execution(APP).getRunId()).isNotEqualTo(execution);
    assertThat(after.phase()).isEqualTo(Phase.AWAITING_SECOND_EXPORT);
    assertThat(after.next()).extracting(Expectation::at).containsExactly(first.plus(asked));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(tasks()).hasSize(2);
  }

  @Test
  void itsNameIsFreeForANewerRunMeanwhile() {
    MonitorRequest older = request().withSecondExport(HALF_A_DAY);
    Starts.first(harness, older);
    passTo(Phase.AWAITING_SECOND_EXPORT);

    SimulatedRun again = harness.setUp(RunSpec.builder(APP).jobs(40));
    MonitorRequest newer = harness.request(again);
    Registration answer = Starts.first(harness, newer);
    String name = Starts.name(harness, newer);
    MonitorReport second = Ending.within(harness, Duration.ofHours(5), name);
    boolean firstWaits = harness.status(APP).phase() == Phase.AWAITING_SECOND_EXPORT;
    MonitorReport first = Ending.within(harness, Duration.ofHours(12), APP);

    assertThat(answer.outcome()).isEqualTo(Outcome.NEWER_RUN);
    assertThat(firstWaits).isTrue();
    assertThat(again.jobsDone()).isEqualTo(40);
    assertThat(second.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(first.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(tasks())
        .extracting(ExportTask::taskName)
        .containsExactly(
            older.run().exportTaskName(APP),
            newer.run().exportTaskName(APP),
            older.run().exportTaskName(APP) + " second");
    assertThat(Texts.inBucket(harness, newer.run().reportKey()))
        .isEqualTo(Texts.inBucket(harness, newer.run().reportKey(second.watchedSince())));
  }

  private void lateMessage() {
    harness.region().logs().createLogStream(b -> b.logGroupName(APP).logStreamName("late"));
    InputLogEvent event =
        InputLogEvent.builder()
            .timestamp(endOf(tasks().get(0)).minusSeconds(60).toEpochMilli())
            .message("I was long on my way")
            .build();
    harness
        .region()
        .logs()
        .putLogEvents(b -> b.logGroupName(APP).logStreamName("late").logEvents(event));
  }

  private boolean soon(Instant first) {
    return harness.now().isAfter(first.plus(HALF_A_DAY).minus(Duration.ofMinutes(90)));
  }

  private MonitorStatus passTo(Phase phase) {
    return harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == phase);
  }

  private List<ExportTask> tasks() {
    return Exports.of(harness, APP);
  }

  private static Instant endOf(ExportTask task) {
    return Instant.ofEpochMilli(task.to());
  }

  private static List<Kind> outcomes(MonitorReport report) {
    return report.steps().stream()
        .filter(result -> Step.SECOND_EXPORTS.contains(result.step()))
        .map(StepResult::outcome)
        .map(outcome -> outcome.kind())
        .toList();
  }

  private MonitorRequest request() {
    return new MonitorRequest(
        Runs.of(run),
        run.fleetIds(),
        false,
        1,
        Timing.standard(),
        UUID.randomUUID().toString(),
        null);
  }
}
