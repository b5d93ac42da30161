package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is ordered at the last moment before the fleet's cancellation still counts. */
@Timeout(60)
class LastLookTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";
  private static final String SURVEY = "sts:GetCallerIdentity";

  /** Readings are 15 s apart, but the last look follows the confirming reading at once. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final AtomicReference<Instant> firstZero = new AtomicReference<>();
  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(4).jobs(4));
  private final MonitorWorkflow monitor = harness.watch(run);

  @BeforeEach
  void begin() {
    harness.pass(Duration.ofMinutes(5));
    assertThat(harness.region().calls().count(CANCEL)).isZero();
  }

  @Test
  void aHoldDuringTheLastLookIsKept() {
    duringTheLastLook(() -> monitor.hold(Duration.ofHours(3)));
    run.drain();
    harness.pass(Duration.ofHours(2));

    assertThat(harness.region().calls().count(CANCEL)).isZero();
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.CONFIRMING);
    assertThat(Ending.within(harness, Duration.ofHours(3), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void aStopDuringTheLastLookLeavesEverythingOn() {
    duringTheLastLook(monitor::stopMonitoring);
    run.drain();
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(20), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(harness.region().calls().count(CANCEL)).isZero();
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).isEqualTo("active");
  }

  @Test
  void aFleetHandedOverDuringTheLastLookIsLookedAtFirst() {
    SimulatedRun neighbour = harness.setUp(RunSpec.builder("Cells").machines(2).jobs(500));
    AtomicReference<Registration> answer = new AtomicReference<>();
    duringTheLastLook(() -> answer.set(monitor.register(withFleet(neighbour.fleetId()))));
    run.drain();
    harness.pass(Duration.ofMinutes(30));

    assertThat(answer.get().outcome()).isEqualTo(Outcome.JOINED);
    assertNeverCancelled(neighbour);
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).startsWith("cancelled");
  }

  /** EC2 answers the survey of it only after the queue has been confirmed empty. */
  @Test
  void aFleetHandedOverJustBeforeIsNotCancelledUnlookedAt() throws InterruptedException {
    SimulatedRun neighbour = harness.setUp(RunSpec.builder("Cells").machines(2).jobs(500));
    Faults faults = harness.region().faults();
    onReading(
        (before, now) -> !now.isBefore(firstZero.get().plus(Timing.standard().confirmEmpty())),
        () -> {
          faults.hang(SURVEY);
          monitor.register(withFleet(neighbour.fleetId()));
        });
    run.drain();
    passInTheBackground(Duration.ofMinutes(10));
    await(this::emptyForLongEnough);
    faults.release(SURVEY);
    await(() -> harness.region().calls().count(CANCEL) > 0);

    assertNeverCancelled(neighbour);
    assertThat(Observed.fleetState(harness.region(), run.fleetId())).startsWith("cancelled");
  }

  /** Gives the order while the monitor waits for the answer of its last look at the queue. */
  private void duringTheLastLook(Runnable order) {
    onReading(
        (before, now) -> before != null && Duration.between(before, now).compareTo(AT_ONCE) < 0,
        order);
  }

  /**
   * Gives the order once, while an empty queue is being read.
   *
   * @param which whether it is this reading, from the instants of the one before and of this one
   */
  private void onReading(BiPredicate<Instant, Instant> which, Runnable order) {
    AtomicReference<Instant> last = new AtomicReference<>();
    AtomicReference<Runnable> pending = new AtomicReference<>(order);
    harness
        .region()
        .faults()
        .queueCounts(
            run.spec().queue(),
            Instant.EPOCH,
            Instant.MAX,
            counts -> {
              Instant now = harness.now();
              Instant before = last.getAndSet(now);
              if (counts.equals(QueueCounts.ZERO)) {
                firstZero.compareAndSet(null, now);
                if (pending.get() != null && which.test(before, now)) {
                  pending.getAndSet(null).run();
                }
              }
              return counts;
            });
  }

  /** What hangs in earnest keeps time from being skipped; the test has to go on beside it. */
  private void passInTheBackground(Duration time) {
    Thread passing = new Thread(() -> harness.pass(time), "simulated time");
    passing.setDaemon(true);
    passing.start();
  }

  /** Not in a tight loop, which would keep the workflow's own work waiting. */
  private static void await(BooleanSupplier done) throws InterruptedException {
    while (!done.getAsBoolean()) {
      Thread.sleep(100);
    }
  }

  /** Whether the monitor has heard of the reading that confirms it. */
  private boolean emptyForLongEnough() {
    QueueSighting queue = harness.status(APP).queue();
    Duration empty = Duration.between(queue.since(), queue.at());
    return empty.compareTo(Timing.standard().confirmEmpty()) >= 0;
  }

  private MonitorRequest withFleet(String fleetId) {
    return new MonitorRequest(
        Runs.of(run),
        List.of(fleetId),
        false,
        1,
        Timing.standard(),
        UUID.randomUUID().toString(),
        null);
  }

  private void assertNeverCancelled(SimulatedRun neighbour) {
    assertThat(harness.region().calls().of(CANCEL))
        .noneMatch(call -> call.resources().contains(neighbour.fleetId()));
    assertThat(Observed.fleetState(harness.region(), neighbour.fleetId())).isEqualTo("active");
    assertThat(Observed.alive(neighbour)).hasSize(2);
  }
}
