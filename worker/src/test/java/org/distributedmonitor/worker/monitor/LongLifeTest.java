package org.distributedmonitor.worker.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.Call;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Two months of a run, with an interruption each hour and AWS out of order twice a day. */
@Timeout(300)
class LongLifeTest {

  private static final String APP = "Plates";
  private static final int MACHINES = 6;

  /** Every five minutes, so that two months are tested in a minute. */
  private static final Timing UNHURRIED =
      new Timing(
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofDays(1),
          null,
          Duration.ofMinutes(20),
          null,
          false);

  private static final Duration OUTAGE = Duration.ofMinutes(12);

  private final Set<String> executions = new HashSet<>();
  private final List<Integer> carried = new ArrayList<>();
  private boolean submitting = true;
  private MonitorHarness harness;
  private SimulatedRun run;

  @BeforeEach
  void watchARunWhoseJobsTakeMonths() {
    harness = MonitorHarness.continuingAfter(800);
    run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(MACHINES)
                .jobs(MACHINES * 10)
                .failingJobs(0)
                .jobDuration(Duration.ofDays(90))
                .visibilityTimeout(Duration.ofDays(100)));
    harness.watch(
        new MonitorRequest(
            MonitorHarness.runOf(run), run.fleetIds(), false, 1, UNHURRIED, "1", null));
  }

  @AfterEach
  void end() {
    harness.close();
  }

  @Test
  void nothingIsForgottenInTwoMonths() {
    live(Duration.ofDays(9));
    MonitorStatus early = harness.status(APP);
    String late = run.startAnotherFleet(2);
    harness
        .monitor(APP)
        .register(
            new MonitorRequest(
                MonitorHarness.runOf(run), List.of(late), false, 1, UNHURRIED, "2", null));
    harness.monitor(APP).hold(Duration.ofDays(5));
    harness.monitor(APP).enableCheapestMode();
    MonitorStatus ordered = harness.status(APP);
    live(Duration.ofDays(4));

    MonitorStatus held = harness.status(APP);
    assertThat(held.heldUntil()).isEqualTo(ordered.heldUntil()).isAfter(harness.now());
    assertThat(Observed.target(harness.region(), run.fleetIds().get(0))).isEqualTo(MACHINES);
    live(Duration.ofDays(2));

    MonitorStatus cheapest = harness.status(APP);
    assertThat(cheapest.heldUntil()).isNull();
    assertThat(Observed.target(harness.region(), run.fleetIds().get(0))).isEqualTo(1);
    live(Duration.ofDays(30));

    MonitorStatus before = harness.status(APP);
    assertThat(before.phase()).isEqualTo(Phase.WATCHING);
    assertThat(before.watchedSince()).isEqualTo(early.watchedSince());
    assertThat(before.mostJobsSeen()).isGreaterThanOrEqualTo(early.mostJobsSeen()).isPositive();
    assertThat(before.cheapest()).isTrue();
    assertThat(before.fleets()).hasSize(2).allMatch(fleet -> fleet.cheapestDone());
    assertThat(before.fleets().get(1).knownSince()).isEqualTo(ordered.fleets().get(1).knownSince());
    assertThat(before.counts().alarmsDeleted()).isEqualTo(alarmsDeleted()).isGreaterThan(200);

    harness.region().faults().refuse("ecs:DeleteService");
    run.drain();
    submitting = false;
    live(Duration.ofDays(15));

    MonitorStatus blocked = harness.status(APP);
    assertThat(blocked.phase()).as(blocked.toString()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(blocked.problems()).anyMatch(p -> p.what().contains(Step.DELETE_SERVICE.words()));
    assertThat(Observed.alive(run)).isEmpty();
    harness.region().faults().allow("ecs:DeleteService");

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(report.fleetIds()).containsExactlyElementsOf(run.fleetIds());
    assertThat(report.counts()).isEqualTo(before.counts());
    assertThat(report.watchedSince()).isEqualTo(early.watchedSince());
    assertThat(executions).hasSizeGreaterThan(20);
    assertThat(carried.get(carried.size() - 1)).isLessThan(2 * carried.get(9));
    assertThat(carried).allMatch(bytes -> bytes < 32_000);
  }

  /** Each hour a machine is lost, and twice a day AWS is out of order for some minutes. */
  private void live(Duration howLong) {
    Instant end = harness.now().plus(howLong);
    for (int hour = 1; harness.now().isBefore(end); hour++) {
      run.interrupt(1);
      if (hour % 12 == 0) {
        outage(hour % 24 == 0 ? "ThrottlingException" : "ServiceUnavailable");
      }
      harness.pass(Duration.ofHours(1));
      if (hour % 24 == 0) {
        rememberTheDay();
      }
      if (hour % 24 == 0 && submitting) {
        // SQS forgets a job after two weeks at most.
        run.submitJobs(MACHINES);
      }
    }
  }

  private void outage(String code) {
    harness.region().faults().failAll(() -> error(code));
    harness.pass(OUTAGE);
    harness.region().faults().failAll(null);
  }

  private void rememberTheDay() {
    WorkflowExecution now = harness.execution(APP);
    executions.add(now.getRunId());
    carried.add(
        harness
            .client()
            .fetchHistory(now.getWorkflowId())
            .getEvents()
            .get(0)
            .getWorkflowExecutionStartedEventAttributes()
            .getInput()
            .getSerializedSize());
  }

  private long alarmsDeleted() {
    return harness.region().calls().of("cloudwatch:DeleteAlarms").stream()
        .filter(Call::succeeded)
        .mapToLong(call -> call.resources().size())
        .sum();
  }

  private static AwsServiceException error(String code) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .message(code)
        .statusCode(code.startsWith("Throttling") ? 400 : 503)
        .build();
  }
}
