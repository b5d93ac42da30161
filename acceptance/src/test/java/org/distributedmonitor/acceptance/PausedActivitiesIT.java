package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An activity that a person has paused in the Web UI and forgotten there. It never times out, and a
 * workflow is not told of it; yet no monitor stands still without a word.
 *
 * <p>All the runs go on at once, as most of each is waiting.
 */
@Timeout(240)
class PausedActivitiesIT {

  /** Whatever is given an hour takes so long. */
  private static final Duration HOUR = Duration.ofSeconds(20);

  /** What a worker does takes its time all the same. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /** Two cores have three dozen monitors to serve. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private static final Duration TO_END = Duration.ofSeconds(120);
  private static final int FOREVER = 1_000;

  private static final ExecutorService PEOPLE = Executors.newCachedThreadPool();
  private static final Processes PROCESSES = Processes.of(PausedActivitiesIT.class);
  private static final Map<Reading, Future<?>> ONCE = new EnumMap<>(Reading.class);
  private static final Map<Reading, Future<?>> FOR_EVER = new EnumMap<>(Reading.class);
  private static final Map<Change, Future<?>> CHANGES = new EnumMap<>(Change.class);
  private static MonitorsInProcess monitors;

  /** What changes nothing: it is begun anew by itself, and told when that has not helped. */
  enum Reading {
    WATCH_QUEUE("WatchQueue", "The queue has not been read"),
    REVIEW_FLEETS("ReviewFleets", "The fleet has not been read"),
    SURVEY_RUN("SurveyRun", "What of the run there is has not been read"),
    LOOK_AHEAD("LookAhead", "What will be refused at the end has not been read"),
    FIND_LATE_FLEETS("FindLateFleets", "Other fleets of the run has not been read"),
    AWAIT_MACHINES_GONE("AwaitMachinesGone", "Whether the run's machines have ended has not been"),
    TAKE_CLOSING_LOOK("TakeClosingLook", "What is left of the run has not been read"),
    LOOK_AT_EXPORT("LookAtExport", "The export task of the log group");

    private final String activity;
    private final String told;

    Reading(String activity, String told) {
      this.activity = activity;
      this.told = told;
    }

    /** Whether it is one of the watch, which has to go on meanwhile. */
    private boolean whileWatching() {
      return compareTo(LOOK_AHEAD) <= 0;
    }
  }

  /** What changes something: it is told as overdue, and begun anew when a person says so. */
  enum Change {
    CANCEL_FLEETS("CancelFleets", "Cancel the spot fleet", 1),
    STOP_SERVICE("StopService", "Set the ECS service to no tasks", 12),
    SAVE_FAILED_JOBS("SaveFailedJobs", "Save the failed jobs", 32),
    DELETE_QUEUE("DeleteQueue", "Delete the queue", 12),
    DELETE_SERVICE("DeleteService", "Delete the ECS service", 12),
    DEREGISTER("DeregisterTaskDefinitions", "Deregister the task definitions", 32),
    DELETE_ALARMS("DeleteAlarms", "Delete the alarms", 12),
    DELETE_CLUSTER("DeleteCluster", "Delete the ECS cluster", 42),
    DELETE_DASHBOARD("DeleteDashboard", "Delete the dashboard", 12),
    START_EXPORT("StartExport", "Export the logs of the jobs", 55),
    WRITE_REPORT("WriteReport", "Write the report", 12);

    private final String activity;
    private final String step;
    private final int minutes;

    Change(String activity, String step, int minutes) {
      this.activity = activity;
      this.step = step;
      this.minutes = minutes;
    }

    /** After so long it is told. */
    private Duration patience() {
      Duration scaled = HOUR.multipliedBy(minutes).dividedBy(60);
      return scaled.compareTo(SHORTEST) < 0 ? SHORTEST : scaled;
    }
  }

  @BeforeAll
  static void letAllGoOnAtOnce() {
    monitors = new MonitorsInProcess(TemporalDev.start(PROCESSES).address());
    for (Reading reading : Reading.values()) {
      ONCE.put(reading, PEOPLE.submit(() -> pausedOnce(reading)));
      FOR_EVER.put(reading, PEOPLE.submit(() -> pausedEachTime(reading)));
    }
    for (Change change : Change.values()) {
      CHANGES.put(change, PEOPLE.submit(() -> paused(change)));
    }
  }

  @AfterAll
  static void end() {
    PEOPLE.shutdownNow();
    monitors.close();
    PROCESSES.close();
  }

  @ParameterizedTest
  @EnumSource
  void aReadingIsBegunAnewByItself(Reading reading) throws Exception {
    seen(ONCE.get(reading));
  }

  @ParameterizedTest
  @EnumSource
  void aReadingThatIsPausedEachTimeIsTold(Reading reading) throws Exception {
    seen(FOR_EVER.get(reading));
  }

  @ParameterizedTest
  @EnumSource
  void aStepIsToldAndGoesOnWhenItIsTriedAgain(Change change) throws Exception {
    seen(CHANGES.get(change));
  }

  private static void seen(Future<?> scene) throws Exception {
    scene.get(TO_END.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
  }

  private static void pausedOnce(Reading reading) {
    String app = "Once" + reading.activity;
    SimulatedRun run = begin(app, reading.activity, 1, reading.whileWatching());

    if (reading.whileWatching()) {
      patiently(app).atMost(TO_END).until(() -> monitors.hand().paused(app, reading.activity) > 0);
      run.drain();
    }

    assertEnds(app);
    assertThat(monitors.hand().paused(app, reading.activity)).isOne();
  }

  private static void pausedEachTime(Reading reading) {
    String app = "Again" + reading.activity;
    SimulatedRun run = begin(app, reading.activity, FOREVER, reading.whileWatching());

    MonitorStatus status = awaitProblem(app, reading.told, TO_END);
    if (reading == Reading.WATCH_QUEUE) {
      assertThat(status.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    }
    monitors.hand().release(app, reading.activity);
    if (reading.whileWatching()) {
      run.drain();
    }

    assertEnds(app);
  }

  private static void paused(Change change) {
    String app = "Step" + change.activity;
    begin(app, change.activity, 2, false);

    // The second time it is begun by a person, and paused again.
    for (int time = 1; time <= 2; time++) {
      int times = time;
      patiently(app)
          .atMost(TO_END)
          .until(() -> monitors.hand().paused(app, change.activity) == times);
      awaitProblem(app, change.step + " is not done yet", change.patience().plus(SLACK));
      assertThat(monitors.monitor(app).retryBlocked().message()).contains(change.step);
    }

    assertEnds(app);
  }

  /** A run with one of everything, whose queue is empty or soon will be. */
  private static SimulatedRun begin(String app, String activity, int times, boolean jobs) {
    SimulatedRun run =
        monitors
            .region()
            .setUp(RunSpec.builder(app).cluster(app).dashboard(true).machines(0).jobs(1).build());
    if (activity.contains("Export")) {
      // AWS runs one export at a time, and not one of each run.
      Logs.write(monitors.region(), run);
    }
    boolean watch = activity.equals("WatchQueue");
    if (!watch) {
      monitors.hand().pause(app, activity, times);
    }
    monitors.start(monitors.request(run, run.fleetIds(), HOUR));
    patiently(app).atMost(TO_END).until(() -> monitors.status(app).queue() != null);
    if (watch) {
      monitors.hand().pause(app, activity, times);
    }
    if (!jobs) {
      run.drain();
    }
    return run;
  }

  /** Every question is a task of the worker's. */
  private static ConditionFactory patiently(String app) {
    return await(app).pollInterval(Duration.ofMillis(500));
  }

  private static MonitorStatus awaitProblem(String app, String told, Duration atMost) {
    return patiently(app)
        .atMost(atMost)
        .until(
            () -> monitors.status(app),
            status ->
                status.problems().stream().map(Problem::what).anyMatch(w -> w.startsWith(told)));
  }

  private static void assertEnds(String app) {
    patiently(app)
        .atMost(TO_END)
        .until(() -> monitors.status(app), status -> status.phase() == Phase.FINISHED);
    MonitorReport report = monitors.monitor(app).report();
    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(monitors.reports(app)).contains("monitors/" + app + "/report.json");
  }
}
