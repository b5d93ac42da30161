package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody removes the attribute that shows a monitor's phase, makes it anew with another type, and
 * puts it right. A task that sets what is not there is refused with all that is in it; the fleet is
 * not cancelled any later for that.
 */
@Timeout(120)
class AttributeIT {

  private static final CommandType SET = CommandType.COMMAND_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES;
  private static final CommandType CONTINUE =
      CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION;

  private static final Duration TO_COME = Duration.ofSeconds(60);

  /** The look that confirms is reported, and one more is taken. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final Duration LEARNT = Duration.ofSeconds(5);

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final Processes PROCESSES = Processes.of(AttributeIT.class);
  private static EagerTemporal usual;

  /** Has its monitors continue as new every few seconds. */
  private static EagerTemporal eager;

  private final String app = "Plates" + RUNS.incrementAndGet();
  private MonitorsInProcess monitors;
  private PhaseAttributes attribute;
  private SimulatedRun run;

  @BeforeAll
  static void startServers() {
    usual = EagerTemporal.start(PROCESSES, 10_000);
    eager = EagerTemporal.start(PROCESSES, 40);
  }

  @AfterAll
  static void stopServers() {
    PROCESSES.close();
  }

  private void begin(EagerTemporal server) {
    attribute = new PhaseAttributes(server.address());
    monitors = MonitorsInProcess.showingPhases(server.address());
    run = monitors.region().setUp(RunSpec.builder(app).machines(0).jobs(1).build());
    monitors.start(monitors.request(run, run.fleetIds()));
    awaitListed(Phase.WATCHING);
  }

  @AfterEach
  void end() {
    monitors.close();
    attribute.restore();
    attribute.close();
  }

  @Test
  void isShownAgainAtTheTickAfterItIsPutRight() {
    begin(usual);
    attribute.remove();
    awaitTick();
    attribute.retype();
    awaitTick();
    attribute.restore();

    awaitListed(Phase.WATCHING);

    assertThat(tries()).as("tries of a task").isOne();
    run.drain();
    assertEnds();
    assertCancelledAtOnce();
    awaitListed(Phase.FINISHED);
  }

  @ParameterizedTest(name = "retyped: {0}")
  @ValueSource(booleans = {false, true})
  void theFleetIsCancelledAtOnceThoughItIsTakenAwayAsThePhaseIsSet(boolean retyped)
      throws Exception {
    begin(usual);
    CountDownLatch taken = monitors.instant().before(SET, () -> takeAway(retyped));

    run.drain();

    AtThatInstant.await(taken);
    assertEnds();
    assertCancelledAtOnce();
    assertThat(refusals()).as("refused tasks").isOne();
    assertThat(tries()).as("tries of a task").isLessThanOrEqualTo(2);
  }

  @ParameterizedTest(name = "retyped: {0}")
  @ValueSource(booleans = {false, true})
  void aMonitorContinuesAsNewThoughItIsTakenAwayAtThatInstant(boolean retyped) throws Exception {
    begin(eager);
    String before = monitors.execution(app);
    CountDownLatch taken = monitors.instant().before(CONTINUE, () -> takeAway(retyped));

    AtThatInstant.await(taken);
    await().atMost(TO_COME).until(() -> !monitors.execution(app).equals(before));
    attribute.restore();

    awaitListed(Phase.WATCHING);
    run.drain();
    assertEnds();
    assertCancelledAtOnce();
    assertThat(refusals()).as("refused tasks").isOne();
    assertThat(tries()).as("tries of a task").isLessThanOrEqualTo(2);
  }

  /** All parts of the server have learnt of it then, which takes some seconds. */
  private void takeAway(boolean retyped) {
    if (retyped) {
      attribute.retype();
    } else {
      attribute.remove();
    }
    LockSupport.parkNanos(LEARNT.toNanos());
  }

  private void awaitTick() {
    long ticks = ticks();
    await().atMost(TO_COME).until(() -> ticks() > ticks);
  }

  private long ticks() {
    return scheduled(monitors.history(app), "ReviewFleets").count();
  }

  private void awaitListed(Phase phase) {
    String query = "WorkflowId='monitor-" + app + "' AND MonitorPhase='" + phase + "'";
    await().atMost(TO_COME).until(() -> monitors.count(query) > 0);
  }

  private void assertEnds() {
    await().atMost(TO_COME).until(() -> monitors.status(app).phase() == Phase.FINISHED);
    assertThat(monitors.monitor(app).report().verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  /** After the report of the look that has confirmed that the queue is empty. */
  private void assertCancelledAtOnce() {
    List<HistoryEvent> events =
        monitors.histories(app).stream()
            .filter(execution -> scheduled(execution, "CancelFleets").findAny().isPresent())
            .reduce((later, earlier) -> earlier)
            .orElseThrow();
    HistoryEvent cancellation = scheduled(events, "CancelFleets").findFirst().orElseThrow();
    List<Long> watches = scheduled(events, "WatchQueue").map(HistoryEvent::getEventId).toList();
    HistoryEvent confirmed =
        events.stream()
            .limit(cancellation.getEventId())
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
            .filter(event -> watches.contains(scheduledBy(event)))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    assertThat(Duration.between(time(confirmed), time(cancellation))).isLessThan(AT_ONCE);
  }

  private static long scheduledBy(HistoryEvent completed) {
    return completed.getActivityTaskCompletedEventAttributes().getScheduledEventId();
  }

  private static Stream<HistoryEvent> scheduled(List<HistoryEvent> events, String activity) {
    return events.stream()
        .filter(
            event ->
                event
                    .getActivityTaskScheduledEventAttributes()
                    .getActivityType()
                    .getName()
                    .equals(activity));
  }

  /** The server fails a task that it refuses, or leaves it until its time is over. */
  private long refusals() {
    return events()
        .filter(
            event ->
                event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
                    || event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)
        .count();
  }

  /** The most that any workflow task needed. */
  private int tries() {
    return events()
        .mapToInt(event -> event.getWorkflowTaskScheduledEventAttributes().getAttempt())
        .max()
        .orElseThrow();
  }

  private Stream<HistoryEvent> events() {
    return monitors.histories(app).stream().flatMap(List::stream);
  }

  private static Instant time(HistoryEvent event) {
    Timestamp at = event.getEventTime();
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }
}
