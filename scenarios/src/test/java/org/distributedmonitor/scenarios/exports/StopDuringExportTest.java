package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stranger's export may last for a day: nobody has to wait for it. */
@Timeout(60)
class StopDuringExportTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void theMonitorEndsAndTheReportNamesTheExportsThatAreMissing() {
    exportWhileAStrangersRuns();

    Answer answer = harness.monitor(APP).stopMonitoring();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(5), APP);

    assertThat(answer.accepted()).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(report.steps())
        .filteredOn(result -> result.outcome().blocked())
        .extracting(StepResult::step)
        .containsExactly(Step.EXPORT_LOGS, Step.EXPORT_INSTANCE_LOGS);
    assertThat(report.leftovers()).isEmpty();
    assertThat(Texts.inBucket(harness, report.run().reportKey())).contains("CLEANUP_INCOMPLETE");
    assertThat(Exports.of(harness, "stranger"))
        .extracting(task -> task.status().codeAsString())
        .containsExactly("RUNNING");
  }

  @Test
  void aBlockedStepIsNoReasonToRefuse() {
    harness.region().faults().refuse("cloudwatch:DeleteAlarms");
    exportWhileAStrangersRuns();

    assertThat(harness.monitor(APP).stopMonitoring().accepted()).isTrue();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(5), APP);

    assertThat(report.leftovers()).isNotEmpty();
  }

  @Test
  void aCancellationThatIsNotAnsweredIs() {
    harness.region().faults().throttle("ec2:CancelSpotFleetRequests", 100_000);
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.EXPORTING_LOGS);

    Answer answer = harness.monitor(APP).stopMonitoring();

    assertThat(answer.accepted()).isFalse();
    assertThat(answer.message()).contains("costs money");
  }

  /** Nobody has looked what is left, and a step is still under way. */
  @Test
  void onceTheLogsAreExportedItStillNamesWhatIsLeft() {
    harness.region().faults().throttle("ecs:DeleteCluster", 100_000);
    harness.watch(harness.setUp(RunSpec.builder(APP).cluster(APP)));
    harness.passUntil(APP, Duration.ofHours(3), StopDuringExportTest::exported);

    Answer answer = harness.monitor(APP).stopMonitoring();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(5), APP);

    assertThat(answer.accepted()).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(report.leftovers()).flatExtracting(Leftover::names).contains(APP);
    assertThat(report.steps())
        .filteredOn(result -> result.step() == Step.DELETE_CLUSTER)
        .singleElement()
        .matches(result -> result.outcome().blocked());
  }

  private static boolean exported(MonitorStatus status) {
    return status.steps().stream().map(StepResult::step).toList().containsAll(Step.EXPORTS);
  }

  private void exportWhileAStrangersRuns() {
    harness.watch(harness.setUp(RunSpec.builder(APP).deadMachinesWithAlarms(2)));
    harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == Phase.CLEANING_UP);
    Exports.aStrangers(harness, Duration.ofHours(20));
    harness.passUntil(APP, Duration.ofHours(1), status -> status.phase() == Phase.EXPORTING_LOGS);
    harness.pass(Duration.ofMinutes(10));
  }
}
