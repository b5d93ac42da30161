package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.CommandType;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Messages that come when a monitor has decided to continue as new, or to end, and the server does
 * not know of it yet: none is lost, and whoever sent one gets an answer.
 */
@Timeout(120)
class SameInstantIT {

  private static final CommandType CONTINUE =
      CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION;
  private static final CommandType END = CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION;

  /** A sender is answered in this time, or given up. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** The server has what was sent. */
  private static final Duration ARRIVED = Duration.ofMillis(500);

  private static final int STARTS = 30;

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final ExecutorService PEOPLE = Executors.newCachedThreadPool();
  private static final Processes PROCESSES = Processes.of(SameInstantIT.class);
  private static EagerTemporal server;

  private final String app = "Plates" + RUNS.incrementAndGet();
  private MonitorsInProcess monitors;
  private SimulatedRun run;

  @BeforeAll
  static void startServer() {
    server = EagerTemporal.start(PROCESSES, 30);
  }

  @AfterAll
  static void stopServer() {
    PEOPLE.shutdownNow();
    PROCESSES.close();
  }

  @BeforeEach
  void begin() {
    monitors = new MonitorsInProcess(server.address());
    run = monitors.setUp(app);
    assertThat(monitors.start(monitors.request(run, run.fleetIds())).outcome())
        .isEqualTo(Outcome.STARTED);
  }

  @AfterEach
  void end() {
    monitors.close();
  }

  @Test
  void whatIsOrderedAsItContinuesAsNewIsDone() throws Exception {
    String fleet = run.startAnotherFleet(0);
    List<Future<Answer>> answers = new ArrayList<>();
    List<Future<Registration>> starts = new ArrayList<>();

    at(
        CONTINUE,
        () -> {
          answers.add(ask(() -> monitors.monitor(app).hold(Duration.ofDays(2))));
          starts.add(ask(() -> monitors.start(monitors.request(run, List.of(fleet)))));
        });

    assertThat(answered(answers.get(0)).accepted()).isTrue();
    assertThat(answered(starts.get(0)).outcome()).isEqualTo(Outcome.JOINED);
    MonitorStatus status = monitors.status(app);
    assertThat(status.heldUntil()).isNotNull();
    assertThat(status.fleets()).extracting(FleetRecord::fleetId).contains(fleet);
  }

  @Test
  void aSignalAsItContinuesAsNewIsHeard() throws Exception {
    String before = monitors.execution(app);

    at(CONTINUE, () -> monitors.monitor(app).enableCheapestMode());

    await().atMost(ANSWER).until(() -> !monitors.execution(app).equals(before));
    assertThat(monitors.status(app).cheapest()).isTrue();
  }

  @Test
  void anOrderToFinishAsItContinuesAsNewIsCarriedOut() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();

    at(CONTINUE, () -> answers.add(ask(() -> monitors.monitor(app).finishNow())));

    assertThat(answered(answers.get(0)).accepted()).isTrue();
    assertThat(ended().verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void anOrderToStopAsItContinuesAsNewIsCarriedOut() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();

    at(CONTINUE, () -> answers.add(ask(() -> monitors.monitor(app).stopMonitoring())));

    assertThat(answered(answers.get(0)).accepted()).isTrue();
    assertThat(ended().verdict()).isEqualTo(Verdict.STOPPED);
  }

  @Test
  void aCancellationAsItContinuesAsNewIsAnOrderToStop() throws Exception {
    at(CONTINUE, () -> WorkflowStub.fromTyped(monitors.monitor(app)).cancel());

    assertThat(ended().verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(monitors.monitor(app).report().leftovers()).isNotEmpty();
  }

  @Test
  void whoAsksAsItEndsIsAnswered() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    monitors.monitor(app).finishNow();

    at(
        END,
        () -> {
          answers.add(ask(() -> monitors.monitor(app).hold(Duration.ofDays(2))));
          answers.add(ask(() -> monitors.monitor(app).finishNow()));
          answers.add(ask(() -> monitors.monitor(app).stopMonitoring()));
        });

    assertThat(answers).allSatisfy(SameInstantIT::assertRefused);
    assertThat(ended().verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void aSignalAsItEndsDoesNoHarm() throws Exception {
    monitors.monitor(app).finishNow();

    at(END, () -> monitors.monitor(app).enableCheapestMode());

    assertThat(ended().verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  /** It either joins the one that is ending, and its run is cleaned up, or begins another. */
  @Test
  void aStartAsItEndsIsAnsweredByOneThatLives() throws Exception {
    List<Future<Registration>> starts = new ArrayList<>();
    monitors.monitor(app).finishNow();

    at(END, () -> starts.add(ask(() -> monitors.start(monitors.request(run, run.fleetIds())))));

    Registration answer = answered(starts.get(0));
    if (answer.outcome() == Outcome.JOINED) {
      assertThat(answer.kept()).contains("The run is being cleaned up already.");
    } else {
      assertThat(answer.outcome()).isEqualTo(Outcome.STARTED);
      assertThat(monitors.status(app).phase()).isNotEqualTo(Phase.FINISHED);
    }
  }

  /** Its fleet would cost money for ever if the answer were one of a monitor that is gone. */
  @Test
  void aNewerRunsStartAsItEndsIsWatched() throws Exception {
    List<Future<Registration>> starts = new ArrayList<>();
    monitors.monitor(app).finishNow();

    at(
        END,
        () -> {
          List<String> fleet = List.of(run.startAnotherFleet(0));
          starts.add(ask(() -> monitors.start(monitors.request(run, fleet))));
        });

    assertThat(answered(starts.get(0)).outcome()).isEqualTo(Outcome.STARTED);
  }

  /** Each brings another fleet, so that each can be told from the others afterwards. */
  @Test
  void ofManyStartsOverManyExecutionsNoneIsLost() throws Exception {
    Set<String> executions = new TreeSet<>();
    List<Future<List<String>>> people = new ArrayList<>();
    for (int person = 0; person < 4; person++) {
      people.add(ask(this::manyStarts));
    }

    List<String> fleets = new ArrayList<>();
    for (Future<List<String>> person : people) {
      while (!person.isDone()) {
        executions.add(monitors.execution(app));
        pause(Duration.ofMillis(200));
      }
      fleets.addAll(person.get());
    }

    assertThat(executions.size()).isGreaterThan(3);
    assertThat(fleets).hasSize(4 * STARTS);
    // The status names the first fifty.
    assertThat(monitors.monitor(app).report().fleetIds())
        .containsAll(fleets)
        .doesNotHaveDuplicates();
  }

  private List<String> manyStarts() {
    List<String> fleets = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      String fleet = run.startAnotherFleet(0);
      assertThat(monitors.start(monitors.request(run, List.of(fleet))).outcome())
          .isEqualTo(Outcome.JOINED);
      fleets.add(fleet);
      pause(Duration.ofMillis(i * 97L % 700));
    }
    return fleets;
  }

  /** Has this happen as the monitor gives the command, and comes back when it has. */
  private void at(CommandType command, Runnable what) throws InterruptedException {
    CountDownLatch happened =
        monitors
            .instant()
            .before(
                command,
                () -> {
                  what.run();
                  pause(ARRIVED);
                });
    AtThatInstant.await(happened);
  }

  private static <T> Future<T> ask(Callable<T> question) {
    return PEOPLE.submit(question);
  }

  private static <T> T answered(Future<T> question) throws Exception {
    return question.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
  }

  /** By the monitor, or by the server on behalf of one that has ended. */
  private static void assertRefused(Future<Answer> question) throws Exception {
    try {
      assertThat(answered(question).accepted()).isFalse();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(WorkflowNotFoundException.class);
    }
  }

  private MonitorStatus ended() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> monitors.status(app), status -> status.phase() == Phase.FINISHED);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
