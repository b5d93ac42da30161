package org.distributedmonitor.scenarios.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Happening;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Web UI's button "Request Cancellation". */
@Timeout(60)
class CancellationRequestTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void stopsTheMonitorBeforeTheCleanUpAndLeavesTheRunAsItIs() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(3).jobs(500));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));

    requestCancellation();
    harness.passUntil("Plates", Duration.ofMinutes(10), Ending::ended);

    MonitorReport report = harness.monitor("Plates").report();
    assertThat(report.verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(report.leftovers()).isNotEmpty();
    assertThat(harness.region().calls().mutating())
        .extracting(Call::operation)
        .allMatch(operation -> operation.equals("s3:PutObject"));
  }

  @Test
  void saysHowManyMachinesAreOnAndWhatToTypeAndEndsAsCancelled() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(3).jobs(500));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(30));

    requestCancellation();
    harness.passUntil("Plates", Duration.ofMinutes(10), Ending::ended);

    assertThat(happenings())
        .anyMatch(
            what ->
                what.contains("3 machines are on: `starter start --file FILE` watches on")
                    && what.contains("`starter finish --app Plates` cleans up"));
    assertThat(Texts.inBucket(harness, harness.monitor("Plates").report().run().reportKey()))
        .contains("STOPPED");
    assertThat(WorkflowStub.fromTyped(harness.monitor("Plates")).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
  }

  @Test
  void isFollowedOnceOnlyExportsAreWaitedFor() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(3).jobs(6));
    harness.watch(run);
    harness.passUntil("Plates", Duration.ofHours(3), CancellationRequestTest::cleaningUp);
    Exports.aStrangers(harness, Duration.ofHours(20));

    requestCancellation();
    harness.passUntil("Plates", Duration.ofHours(1), Ending::ended);

    MonitorReport report = harness.monitor("Plates").report();
    assertThat(report.happenings())
        .anyMatch(happening -> happening.what().contains("the monitor ends as soon as what costs"));
    assertThat(harness.region().calls().of("ec2:CancelSpotFleetRequests"))
        .anyMatch(Call::succeeded);
    assertThat(report.steps())
        .filteredOn(result -> result.outcome().blocked())
        .extracting(StepResult::step)
        .containsExactly(Step.EXPORT_LOGS, Step.EXPORT_INSTANCE_LOGS);
    assertThat(report.leftovers()).isEmpty();
  }

  /** Temporal bars that execution from continuing as new: it would be ended by force some day. */
  @Test
  void isFollowedAtOnceWhereTheRunNeedsAttention() {
    harness.region().faults().refuse("sqs:DeleteQueue");
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates"));
    harness.watch(run);
    harness.passUntil(
        "Plates", Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);

    requestCancellation();
    harness.passUntil("Plates", Duration.ofMinutes(5), Ending::ended);

    assertThat(harness.monitor("Plates").report().verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
  }

  @Test
  void isRememberedWhileMoneyStepsAreUnderWayAndFollowedWhenTheRunNeedsAttention() {
    harness.region().faults().refuse("ec2:CancelSpotFleetRequests");
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(2).jobs(4));
    harness.watch(run);
    harness.passUntil("Plates", Duration.ofHours(3), CancellationRequestTest::cleaningUp);

    requestCancellation();
    harness.passUntil("Plates", Duration.ofHours(1), Ending::ended);

    MonitorReport report = harness.monitor("Plates").report();
    assertThat(report.verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(report.leftovers()).anyMatch(left -> left.kind() == Leftover.Kind.FLEET);
  }

  private List<String> happenings() {
    return harness.monitor("Plates").report().happenings().stream().map(Happening::what).toList();
  }

  private static boolean cleaningUp(MonitorStatus status) {
    return status.phase() == Phase.CLEANING_UP || status.phase() == Phase.EXPORTING_LOGS;
  }

  private void requestCancellation() {
    WorkflowStub.fromTyped(harness.monitor("Plates")).cancel();
  }
}
