package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Exports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** A log group too big for one export task: each day is exported once, whatever fails between. */
@Timeout(60)
class DailyExportTest {

  private static final String APP = "Plates";
  private static final String CREATE = "logs:CreateExportTask";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private String base;

  /** The run has been on for two days and a half before anybody watches it. */
  @BeforeEach
  void begin() {
    SimulatedRun run =
        harness.setUp(RunSpec.builder(APP).machines(1).jobs(12).jobDuration(Duration.ofHours(5)));
    base = APP + " " + run.startedAtMillis();
    harness.pass(Duration.ofHours(60));
    harness.watch(run);
  }

  @Test
  void daysAreExportedOnceThoughAnswersAreLost() {
    passTo(Phase.CLEANING_UP);
    harness.region().faults().failExports(1);
    passTo(Phase.EXPORTING_LOGS);
    harness.passUntil(APP, Duration.ofHours(1), status -> named().contains(base + " day 1"));
    for (int i = 0; i < 2; i++) {
      harness.region().faults().afterEffect(CREATE, SdkClientException.create("Connection reset"));
    }

    String shown = shownAtDayThree();
    MonitorReport report = Ending.within(harness, Duration.ofHours(1), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(shown).startsWith("The export of Plates, day 3 of 3,");
    assertThat(named()).containsExactly(base, base + " day 1", base + " day 2", base + " day 3");
    assertSeamless(Exports.of(harness, APP));
    assertThat(report.steps())
        .filteredOn(result -> result.step() == Step.EXPORT_LOGS)
        .extracting(result -> result.outcome().detail())
        .containsExactly(
            "Exported Plates day by day to s3://simulated-bucket/exportedlogs/Plates.");
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void aDayThatFailsTwiceIsBlockedByNameAndTheOthersAreNotExportedAgain() {
    passTo(Phase.CLEANING_UP);
    harness.region().faults().failExports(1);
    harness.passUntil(APP, Duration.ofHours(1), status -> named().contains(base + " day 2"));
    harness.region().faults().failExports(2);

    MonitorStatus status = passTo(Phase.NEEDS_ATTENTION);
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(80), APP);

    assertThat(status.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.what())
                    .contains("Plates, day 2 of 3, ended FAILED: Internal error"));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(named())
        .containsExactly(
            base,
            base + " day 1",
            base + " day 2",
            base + " day 2 retry 1",
            base + " day 2 retry 2",
            base + " day 3");
  }

  private MonitorStatus passTo(Phase phase) {
    return harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == phase);
  }

  private List<String> named() {
    return Exports.of(harness, APP).stream().map(ExportTask::taskName).toList();
  }

  /** The reason that the waiting export shows, as the Web UI does. */
  private String shownAtDayThree() {
    for (int i = 0; i < 600; i++) {
      harness.pass(Duration.ofSeconds(5));
      String shown =
          WorkflowStub.fromTyped(harness.monitor(APP))
              .describe()
              .getRawDescription()
              .getPendingActivitiesList()
              .stream()
              .flatMap(
                  pending ->
                      pending.hasLastFailure()
                          ? Stream.of(pending.getLastFailure().getMessage())
                          : Stream.empty())
              .filter(message -> message.contains("day 3"))
              .findFirst()
              .orElse("");
      if (!shown.isEmpty()) {
        return shown;
      }
    }
    return "";
  }

  /** Each day begins where the one before ends, and the last ends where the whole does. */
  private static void assertSeamless(List<ExportTask> tasks) {
    ExportTask whole = tasks.get(0);
    List<ExportTask> days = tasks.subList(1, tasks.size());
    assertThat(days.get(0).from()).isEqualTo(whole.from());
    assertThat(days.get(days.size() - 1).to()).isEqualTo(whole.to());
    for (int i = 1; i < days.size(); i++) {
      assertThat(days.get(i).from()).isEqualTo(days.get(i - 1).to());
    }
  }
}
