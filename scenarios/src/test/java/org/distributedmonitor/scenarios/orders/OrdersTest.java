package org.distributedmonitor.scenarios.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What people order, what is refused, and jobs that come when nobody expects them. */
@Timeout(60)
class OrdersTest {

  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run =
      harness.setUp(
          RunSpec.builder("Plates")
              .machines(4)
              .jobs(40)
              .jobDuration(Duration.ofHours(5))
              .visibilityTimeout(Duration.ofHours(9)));
  private final MonitorWorkflow monitor = harness.watch(run);

  @BeforeEach
  void begin() {
    harness.pass(Duration.ofMinutes(5));
  }

  @Test
  void holdPutsTheCleanUpOffAndResumeEndsIt() {
    assertThat(monitor.hold(Duration.ofHours(2)).accepted()).isTrue();
    assertThat(monitor.finishNow().message()).contains("held");
    run.drain();
    harness.pass(Duration.ofMinutes(90));
    // The idle machines have ended by their alarms, which the sweep deletes.
    assertThat(Observed.changes(harness.region()))
        .allMatch(change -> change.startsWith("cloudwatch:DeleteAlarms"));

    assertThat(monitor.resume().accepted()).isTrue();
    assertThat(monitor.resume().accepted()).isFalse();
    assertThat(harness.report("Plates").verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void stopChangesNothingAndListsWhatStaysOn() {
    assertThat(monitor.stopMonitoring().accepted()).isTrue();

    assertStopped(harness.report("Plates"));
  }

  @Test
  void finishCleansUpThoughJobsRemainAndIsNotTurnedBack() {
    assertThat(monitor.finishNow().accepted()).isTrue();
    harness.passUntil("Plates", Duration.ofMinutes(2), MonitorStatusCleaning::up);
    assertThat(monitor.hold(Duration.ofHours(1)).message()).contains("cancellation was ordered");
    assertThat(monitor.stopMonitoring().accepted()).isFalse();

    MonitorReport report = harness.report("Plates");
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.alive(run)).isEmpty();
  }

  @Test
  void jobsThatComeWhileConfirmingBringTheRunBack() {
    run.drain();
    harness.passUntil("Plates", Duration.ofMinutes(3), now -> now.phase() == Phase.CONFIRMING);
    run.submitJobs(9);
    harness.pass(Duration.ofMinutes(9));

    assertThat(harness.status("Plates").phase()).isEqualTo(Phase.WATCHING);
    assertThat(Observed.changes(harness.region())).noneMatch(it -> it.contains("Cancel"));
  }

  @Test
  void jobsThatComeBeforeTheQueueIsDeletedKeepIt() {
    AtomicBoolean came = new AtomicBoolean();
    harness
        .region()
        .faults()
        .fail(
            "sqs:ReceiveMessage",
            1,
            () -> {
              run.submitJobs(7);
              came.set(true);
              return SqsException.builder().statusCode(503).message("later").build();
            });
    run.drain();
    harness.pass(Duration.ofMinutes(45));

    assertThat(came).isTrue();
    assertThat(run.jobsLeft().total()).isEqualTo(7);
    MonitorStatus status = harness.status("Plates");
    assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(status.problems().toString()).contains("Jobs remain");
    assertThat(harness.region().calls().count("sqs:DeleteQueue")).isZero();
  }

  /** EC2 has not carried the cancellation out yet: it must not do so later, under the new jobs. */
  @Test
  void jobsThatComeTakeBackACancellationThatIsStillRetried() {
    Faults faults = harness.region().faults();
    faults.fail(CANCEL, 60, () -> unavailable(Ec2Exception.builder()));
    faults.fail(
        "sqs:ReceiveMessage",
        1,
        () -> {
          run.submitJobs(7);
          return unavailable(SqsException.builder());
        });
    run.drain();
    harness.passUntil(
        "Plates", Duration.ofMinutes(10), it -> harness.region().calls().count(CANCEL) > 0);
    harness.passUntil("Plates", Duration.ofMinutes(10), it -> it.phase() == Phase.WATCHING);
    long tried = harness.region().calls().count(CANCEL);
    harness.pass(Duration.ofHours(2));

    assertThat(harness.region().calls().count(CANCEL)).isEqualTo(tried).isLessThan(10);
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).isEqualTo("active");
    assertThat(harness.status("Plates").phase()).isEqualTo(Phase.WATCHING);
    assertThat(run.jobsLeft().total()).isEqualTo(7);
  }

  /** It lists what stays on, for which AWS needs some time here. */
  @Test
  void aMonitorThatIsEndingTakesNothingOn() {
    harness
        .region()
        .faults()
        .fail("ec2:DescribeSpotFleetRequests", 3, () -> unavailable(Ec2Exception.builder()));
    monitor.stopMonitoring();

    assertThat(monitor.finishNow()).isEqualTo(Answer.no("The monitor is ending; start it again."));
    assertThat(monitor.hold(Duration.ofHours(1)).accepted()).isFalse();
    assertThatThrownBy(() -> monitor.register(harness.request(run)))
        .rootCause()
        .hasMessageContaining("The monitor is ending; start again in a minute.");
    assertStopped(harness.report("Plates"));
  }

  private static RuntimeException unavailable(AwsServiceException.Builder error) {
    return error.statusCode(503).message("later").build();
  }

  private void assertStopped(MonitorReport report) {
    assertThat(report.verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(report.leftovers())
        .flatExtracting(Leftover::names)
        .contains(run.fleetId(), "PlatesQueue");
    assertThat(Observed.changes(harness.region())).allMatch(it -> it.startsWith("s3:PutObject"));
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).isEqualTo("active");
  }

  /** Whether the clean-up has begun. */
  private static final class MonitorStatusCleaning {
    static boolean up(MonitorStatus status) {
      return status.phase() != Phase.WATCHING && status.phase() != Phase.CONFIRMING;
    }
  }
}
