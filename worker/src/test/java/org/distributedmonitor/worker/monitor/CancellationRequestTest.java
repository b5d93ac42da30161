package org.distributedmonitor.worker.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.Call;
import org.distributedmonitor.simulator.Faults;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Web UI's button "Request Cancellation". */
@Timeout(60)
class CancellationRequestTest {

  /** From so many events on the server suggests to continue as new. */
  private static final long SUGGESTED_AFTER = 4_096;

  private MonitorHarness harness;

  @BeforeEach
  void begin() {
    harness = new MonitorHarness();
  }

  @AfterEach
  void end() {
    harness.close();
  }

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
  void isNotedAndNotFollowedOnceTheCleanUpHasBegun() {
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates").machines(3).jobs(6));
    harness.watch(run);
    harness.passUntil("Plates", Duration.ofHours(3), CancellationRequestTest::cleaningUp);

    requestCancellation();
    harness.passUntil("Plates", Duration.ofHours(3), Ending::ended);

    MonitorReport report = harness.monitor("Plates").report();
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.happenings())
        .anyMatch(happening -> happening.what().contains("the clean-up goes on"));
  }

  /** The SDK closes as cancelled what is to continue as new once a cancellation was asked for. */
  @Test
  void doesNotKeepAnExecutionThatHasBecomeLongFromBeingCleanedUp() {
    Faults faults = harness.region().faults();
    faults.refuse("sqs:DeleteQueue");
    SimulatedRun run = harness.setUp(RunSpec.builder("Plates"));
    harness.watch(run);
    harness.passUntil(
        "Plates", Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);

    requestCancellation();
    harness.pass(Duration.ofDays(10));
    assertThat(harness.historyLength("Plates")).isGreaterThan(SUGGESTED_AFTER);
    faults.allow("sqs:DeleteQueue");
    harness.passUntil("Plates", Duration.ofHours(3), Ending::ended);

    assertThat(harness.monitor("Plates").report().verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(harness.region().calls().of("sqs:DeleteQueue")).anyMatch(Call::succeeded);
  }

  private static boolean cleaningUp(MonitorStatus status) {
    return status.phase() == Phase.CLEANING_UP || status.phase() == Phase.EXPORTING_LOGS;
  }

  private void requestCancellation() {
    WorkflowStub.fromTyped(harness.monitor("Plates")).cancel();
  }
}
