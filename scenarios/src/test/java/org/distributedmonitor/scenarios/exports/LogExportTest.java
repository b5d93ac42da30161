package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Told;
import org.distributedmonitor.testkit.region.Exports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS runs one export at a time, keeps no token for a repeated order, and lets some fail. */
@Timeout(60)
class LogExportTest {

  private static final String APP = "Plates";
  private static final String MACHINES = "Plates_perInstance";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @BeforeEach
  void begin() {
    harness.watch(harness.setUp(RunSpec.builder(APP)));
  }

  @Test
  void aStrangersExportIsWaitedForAndShown() {
    passTo(Phase.CLEANING_UP);
    Exports.aStrangers(harness, Duration.ofMinutes(90));
    passTo(Phase.EXPORTING_LOGS);
    harness.pass(Duration.ofMinutes(60));

    MonitorStatus meanwhile = harness.status(APP);
    String shown = pending().getLastFailure().getMessage();
    MonitorReport report = Ending.within(harness, Duration.ofHours(1), APP);

    assertThat(meanwhile.phase()).isEqualTo(Phase.EXPORTING_LOGS);
    assertThat(meanwhile.problems()).isEmpty();
    assertThat(shown).contains("waits for the export \"stranger\" of stranger");
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertOneTaskPerGroup();
  }

  @Test
  void anExportWhoseOrderWasNotAnsweredIsFoundAgain() {
    for (int i = 0; i < 2; i++) {
      harness
          .region()
          .faults()
          .afterEffect("logs:CreateExportTask", SdkClientException.create("Connection reset"));
    }

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertOneTaskPerGroup();
  }

  @Test
  void anExportThatFailsIsTriedOnceMore() {
    harness.region().faults().failExports(1);

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Exports.of(harness, APP))
        .extracting(task -> task.status().codeAsString())
        .containsExactly("FAILED", "COMPLETED");
    assertThat(Exports.of(harness, MACHINES)).hasSize(1);
  }

  @Test
  void anExportThatFailsTwiceNeedsAPersonAndIsTriedAgainEachHour() {
    harness.region().faults().failExports(2);

    MonitorStatus status = passTo(Phase.NEEDS_ATTENTION);
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(65), APP);

    assertThat(Told.outcome(status.steps(), Step.EXPORT_LOGS).kind()).isEqualTo(Kind.BLOCKED);
    assertThat(Told.outcome(status.steps(), Step.EXPORT_LOGS).detail())
        .contains("FAILED: Internal error");
    assertThat(Told.outcome(status.steps(), Step.EXPORT_LOGS).remedy()).isNotEmpty();
    assertThat(Told.outcome(status.steps(), Step.EXPORT_INSTANCE_LOGS).kind()).isEqualTo(Kind.DONE);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Exports.of(harness, APP)).hasSize(3);
  }

  @Test
  void aLogGroupThatIsNotThereIsNothingToDo() {
    harness.region().logs().deleteLogGroup(b -> b.logGroupName(MACHINES));

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.steps())
        .filteredOn(result -> result.step() == Step.EXPORT_INSTANCE_LOGS)
        .extracting(result -> result.outcome().kind())
        .containsExactly(Kind.NOTHING_TO_DO);
    assertThat(Exports.of(harness, APP)).hasSize(1);
  }

  private MonitorStatus passTo(Phase phase) {
    return harness.passUntil(APP, Duration.ofHours(3), status -> status.phase() == phase);
  }

  private PendingActivityInfo pending() {
    return WorkflowStub.fromTyped(harness.monitor(APP))
        .describe()
        .getRawDescription()
        .getPendingActivities(0);
  }

  private void assertOneTaskPerGroup() {
    assertThat(Exports.of(harness, APP)).hasSize(1);
    assertThat(Exports.of(harness, MACHINES)).hasSize(1);
  }
}
