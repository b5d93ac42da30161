package org.distributedmonitor.scenarios.continuing;

import static io.temporal.api.enums.v1.PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is ordered while a monitor waits for what is under way, to carry on in a new execution, and
 * in the second before it does.
 */
@Timeout(60)
class OrdersWhileContinuingTest {

  private static final String APP = "Plates";
  private static final String LOOK = "ec2:DescribeSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run =
      harness.setUp(
          RunSpec.builder(APP)
              .machines(4)
              .jobs(400)
              .jobDuration(Duration.ofHours(5))
              .visibilityTimeout(Duration.ofHours(9)));
  private final MonitorWorkflow monitor = harness.watch(run);
  private String before;

  @BeforeEach
  void begin() {
    harness.pass(Duration.ofMinutes(9).plusSeconds(50));
    harness.continueAsNew(APP);
    harness.region().faults().hang(LOOK);
    for (int i = 0; i < 60 && !pending().equals(List.of("ReviewFleets")); i++) {
      harness.pass(Duration.ofMillis(500));
    }
    assertThat(pending()).containsExactly("ReviewFleets");
    before = harness.execution(APP).getRunId();
  }

  @Test
  void areCarriedOver() throws InterruptedException {
    String second = run.startAnotherFleet(2);
    monitor.enableCheapestMode();
    assertThat(monitor.register(harness.request(run)).outcome()).isEqualTo(Outcome.JOINED);
    assertThat(monitor.hold(Duration.ofDays(3)).accepted()).isTrue();
    goOn();

    MonitorStatus status = harness.status(APP);
    assertThat(harness.execution(APP).getRunId()).isNotEqualTo(before);
    assertThat(status.cheapest()).isTrue();
    assertThat(status.heldUntil()).isNotNull();
    assertThat(status.fleets()).extracting(FleetRecord::fleetId).contains(second);
    assertThat(monitor.resume().accepted()).isTrue();
    harness.pass(Duration.ofMinutes(20));
    assertThat(Observed.target(harness.region(), run.fleetIds().get(0))).isEqualTo(1);
  }

  /** The client lets the server's time pass while it waits for an answer; a signal has none. */
  @Test
  void aSignalIsCarriedOverInTheLastSecond() throws InterruptedException {
    harness.region().faults().release(LOOK);
    until(() -> pending().isEmpty());

    monitor.enableCheapestMode();
    assertThat(harness.execution(APP).getRunId()).isEqualTo(before);
    harness.pass(Duration.ofMinutes(3));

    assertThat(harness.execution(APP).getRunId()).isNotEqualTo(before);
    assertThat(harness.status(APP).cheapest()).isTrue();
  }

  /** EC2 has not answered yet what the monitor waits for. */
  @Test
  void anOrderToFinishWaitsForNothing() throws InterruptedException {
    assertThat(monitor.finishNow().accepted()).isTrue();

    until(() -> harness.region().calls().count("ec2:CancelSpotFleetRequests") > 0);

    assertThat(harness.execution(APP).getRunId()).isEqualTo(before);
    harness.region().faults().release(LOOK);
    assertThat(Ending.within(harness, Duration.ofHours(1), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
  }

  /** The SDK would close the monitor as cancelled where it is to continue as new. */
  @Test
  void aCancellationEndsItAsAnOrderToStopDoes() throws InterruptedException {
    WorkflowStub.fromTyped(monitor).cancel();
    goOn();

    assertStopped();
  }

  @Test
  void soDoesOneInTheLastSecond() throws InterruptedException {
    harness.region().faults().release(LOOK);
    until(() -> pending().isEmpty());
    WorkflowStub.fromTyped(monitor).cancel();
    harness.pass(Duration.ofMinutes(3));

    assertStopped();
  }

  private void assertStopped() {
    harness.passUntil(APP, Duration.ofMinutes(10), Ending::ended);
    assertThat(monitor.report().verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(monitor.report().leftovers()).isNotEmpty();
  }

  private void goOn() throws InterruptedException {
    harness.region().faults().release(LOOK);
    until(() -> pending().isEmpty() || !harness.execution(APP).getRunId().equals(before));
    harness.pass(Duration.ofMinutes(5));
  }

  /** The activities that the monitor waits for. */
  private List<String> pending() {
    return WorkflowStub.fromTyped(harness.monitor(APP))
        .describe()
        .getRawDescription()
        .getPendingActivitiesList()
        .stream()
        .filter(activity -> activity.getState() != PENDING_ACTIVITY_STATE_CANCEL_REQUESTED)
        .map(activity -> activity.getActivityType().getName())
        .toList();
  }

  private static void until(BooleanSupplier happened) throws InterruptedException {
    for (int i = 0; i < 500 && !happened.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(happened.getAsBoolean()).isTrue();
  }
}
