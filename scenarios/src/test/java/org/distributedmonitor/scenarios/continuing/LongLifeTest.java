package org.distributedmonitor.scenarios.continuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Sixty days of a run in which something goes wrong in every hour: spot machines are taken away,
 * AWS is away for minutes or throttles, the worker forgets the monitor and has to read it again.
 */
@Tag("slow")
@Timeout(300)
class LongLifeTest {

  private static final String APP = "Plates";

  /** Two months of looks at the usual pace would take two minutes of the wall's clock. */
  private static final Timing CALM =
      new Timing(
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(4),
          null,
          null,
          null,
          null,
          false);

  /** More than the machines can do; SQS forgets a job after two weeks. */
  private static final int JOBS_A_DAY = 60;

  /** A server suggests it after ten times as many. */
  private static final int EVENTS = 400;

  private final Set<String> executions = new TreeSet<>();

  @RegisterExtension
  final MonitorHarness harness = MonitorHarness.forgettingAndContinuingAfter(EVENTS);

  private final SimulatedRun run =
      harness.setUp(
          RunSpec.builder(APP)
              .machines(5)
              .jobs(JOBS_A_DAY)
              .jobDuration(Duration.ofHours(6))
              .visibilityTimeout(Duration.ofHours(9)));

  @BeforeEach
  void begin() {
    harness.watch(request());
  }

  @Test
  void forgetNothingAndKeepTheStateSmall() {
    Instant begin = harness.status(APP).watchedSince();
    live(1, 5);
    String second = run.startAnotherFleet(2);
    harness.monitor(APP).register(request());
    live(6, 10);
    int small = carried();
    harness.monitor(APP).enableCheapestMode();
    live(11, 20);
    harness.monitor(APP).hold(Duration.ofDays(60));
    Instant heldUntil = harness.status(APP).heldUntil();
    live(21, 60);

    MonitorStatus status = harness.status(APP);
    assertThat(executions.size()).isGreaterThan(60);
    assertThat(status.phase()).isEqualTo(Phase.WATCHING);
    assertThat(status.watchedSince()).isEqualTo(begin);
    assertThat(status.heldUntil()).isEqualTo(heldUntil);
    assertThat(status.cheapest()).isTrue();
    assertThat(status.fleets())
        .allSatisfy(fleet -> assertThat(fleet.cheapestDone()).isTrue())
        .extracting(fleet -> fleet.fleetId())
        .containsExactly(run.fleetIds().get(0), second);
    assertThat(targets()).containsExactly(1, 0);
    assertThat(status.mostJobsSeen()).isGreaterThan(10 * JOBS_A_DAY);
    assertThat(status.counts().alarmsDeleted()).isEqualTo(alarmsDeleted()).isGreaterThan(100);
    assertThat(status.counts().scaleDowns()).isEqualTo(2);
    assertThat(carried()).isLessThan(small + 6_000).isLessThan(24_000);
    blockedForDaysAndThenDone();
  }

  private void blockedForDaysAndThenDone() {
    int alarms = harness.status(APP).counts().alarmsDeleted();
    int soFar = executions.size();
    harness.monitor(APP).resume();
    harness.region().faults().refuse("sqs:DeleteQueue");
    harness.monitor(APP).finishNow();
    live(61, 66);

    MonitorStatus blocked = harness.status(APP);
    assertThat(blocked.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(blocked.problems()).singleElement().asString().contains("sqs:DeleteQueue");
    harness.region().faults().allow("sqs:DeleteQueue");
    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);

    assertThat(executions.size()).isGreaterThan(soFar + 2);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.counts().alarmsDeleted()).isEqualTo(alarms);
    assertThat(report.cheapest()).isTrue();
    assertThat(report.mostJobsSeen()).isEqualTo(blocked.mostJobsSeen());
  }

  /** From the beginning of the one day to the end of the other. */
  private void live(int from, int to) {
    for (int hour = 24 * (from - 1); hour < 24 * to; hour++) {
      if (hour % 24 == 0 && !harness.status(APP).phase().equals(Phase.NEEDS_ATTENTION)) {
        run.submitJobs(JOBS_A_DAY);
      }
      goWrong(hour);
      harness.pass(Duration.ofMinutes(48));
      executions.add(harness.execution(APP).getRunId());
    }
  }

  /** Twelve minutes in which it does. */
  private void goWrong(int hour) {
    boolean away = hour % 4 == 1;
    if (hour % 2 == 0) {
      run.interrupt(1);
    } else if (away) {
      harness.region().faults().failAll(LongLifeTest::unavailable);
    } else {
      harness.region().faults().throttle("sqs:GetQueueAttributes", 3);
      harness.region().faults().throttle("ec2:DescribeSpotFleetRequests", 3);
    }
    harness.pass(Duration.ofMinutes(12));
    harness.region().faults().failAll(null);
    if (hour % 3 == 0) {
      harness.plan(new PlanOrder(Runs.of(run), List.of()));
    }
  }

  private static RuntimeException unavailable() {
    return SqsException.builder().statusCode(503).message("Service unavailable").build();
  }

  /** What the newest execution was begun with, in bytes. */
  private int carried() {
    return harness
        .client()
        .fetchHistory(TemporalNames.workflowId(APP))
        .getEvents()
        .get(0)
        .getWorkflowExecutionStartedEventAttributes()
        .getInput()
        .getSerializedSize();
  }

  private List<Integer> targets() {
    return run.fleetIds().stream().map(id -> Observed.target(harness.region(), id)).toList();
  }

  private int alarmsDeleted() {
    return harness.region().calls().of("cloudwatch:DeleteAlarms").stream()
        .filter(Call::succeeded)
        .mapToInt(call -> call.resources().size())
        .sum();
  }

  private MonitorRequest request() {
    return new MonitorRequest(
        Runs.of(run), run.fleetIds(), false, 1, CALM, "start of " + run.fleetIds(), null);
  }
}
