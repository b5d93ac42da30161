package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The Web UI's cancel button, and a clean-up that goes on in new executions, on a server that wants
 * that every few seconds.
 */
@Timeout(120)
class CancelButtonIT {

  private static final Duration SECONDS = Duration.ofSeconds(15);
  private static final Duration TO_COME = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofSeconds(30);

  /** So many events later a monitor is to continue as new. */
  private static final int EVENTS = 60;

  private static final CommandType CONTINUE =
      CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION;

  private static final String UNDONE = "Cancel the spot fleet is not done yet";

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final Processes PROCESSES = Processes.of(CancelButtonIT.class);
  private static EagerTemporal server;

  private final String app = "Plates" + RUNS.incrementAndGet();
  private MonitorsInProcess monitors;

  @BeforeAll
  static void startServer() {
    server = EagerTemporal.start(PROCESSES, EVENTS);
  }

  @AfterAll
  static void stopServer() {
    PROCESSES.close();
  }

  @BeforeEach
  void begin() {
    monitors = MonitorsInProcess.showingPhases(server.address());
  }

  @AfterEach
  void end() {
    monitors.close();
  }

  @Test
  void endsAMonitorThatWatches() {
    start();

    cancel();

    assertThat(endedAsCancelled().verdict()).isEqualTo(Verdict.STOPPED);
  }

  @Test
  void endsOneThatNeedsAttention() {
    needsAttention();

    cancel();

    assertThat(endedAsCancelled().verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
  }

  /** It could not continue as new any more: the SDK would close it without a word. */
  @Test
  void endsOneThatNeedsAttentionAndHasToContinueAsNew() throws Exception {
    needsAttention();
    CountDownLatch cancelled = monitors.instant().before(CONTINUE, this::cancel);

    tryAgainUntil(cancelled);

    assertThat(endedAsCancelled().verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
    assertThat(monitors.history(app)).hasSizeGreaterThan(EVENTS);
  }

  @Test
  void endsOneThatOnlyWaitsForExports() {
    onlyExports();

    cancel();

    assertThat(endedAsCancelled().verdict()).isEqualTo(Verdict.CLEANUP_INCOMPLETE);
  }

  @Test
  void anExportIsWaitedForOverManyExecutions() {
    onlyExports();
    String before = monitors.execution(app);

    await().atMost(TO_COME).until(() -> !monitors.execution(app).equals(before));
    awaitPhase(Phase.EXPORTING_LOGS);
    awaitListed(Phase.EXPORTING_LOGS);
    monitors.region().faults().exportsAre(null);

    ended();
  }

  @Test
  void aCancellationThatIsNotAnsweredIsAskedOverManyExecutions() {
    monitors.region().faults().throttle("ec2:CancelSpotFleetRequests", 100_000);
    start();
    monitors.monitor(app).finishNow();
    String before = monitors.execution(app);

    await().atMost(TO_COME).until(() -> !monitors.execution(app).equals(before));
    await()
        .atMost(TO_COME)
        .until(
            () -> monitors.status(app).problems(),
            problems -> problems.stream().anyMatch(problem -> problem.what().startsWith(UNDONE)));
    awaitListed(monitors.status(app).phase());
    monitors.region().faults().allow("ec2:CancelSpotFleetRequests");

    ended();
  }

  private void start() {
    SimulatedRun run =
        monitors.region().setUp(RunSpec.builder(app).cluster(app).machines(0).jobs(1).build());
    Logs.write(monitors.region(), run);
    monitors.start(monitors.request(run, run.fleetIds(), HOUR));
    await().atMost(TO_COME).until(() -> monitors.status(app).queue() != null);
  }

  private void needsAttention() {
    monitors.region().faults().refuse("ecs:DeleteCluster");
    start();
    monitors.monitor(app).finishNow();
    awaitPhase(Phase.NEEDS_ATTENTION);
  }

  private void onlyExports() {
    monitors.region().faults().exportsAre("PENDING");
    start();
    monitors.monitor(app).finishNow();
    awaitPhase(Phase.EXPORTING_LOGS);
  }

  /** Each try makes the history longer; when the monitor has ended it answers no more. */
  private void tryAgainUntil(CountDownLatch cancelled) {
    await()
        .atMost(TO_COME)
        .ignoreException(WorkflowNotFoundException.class)
        .until(
            () -> {
              if (cancelled.getCount() > 0) {
                monitors.monitor(app).retryBlocked();
              }
              return cancelled.getCount() == 0;
            });
  }

  private void cancel() {
    WorkflowStub.fromTyped(monitors.monitor(app)).cancel("the cancel button");
  }

  private void awaitPhase(Phase phase) {
    await().atMost(TO_COME).until(() -> monitors.status(app).phase() == phase);
  }

  private void awaitListed(Phase phase) {
    await()
        .atMost(TO_COME)
        .until(
            () ->
                monitors.count(
                        "WorkflowId='monitor-"
                            + app
                            + "' AND ExecutionStatus='Running' AND MonitorPhase='"
                            + phase
                            + "'")
                    == 1);
  }

  private MonitorReport endedAsCancelled() {
    await()
        .atMost(SECONDS)
        .until(
            () -> monitors.description(app).getStatus(),
            status -> status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    MonitorReport report = monitors.monitor(app).report();
    assertThat(report.warnings()).noneMatch(warning -> warning.contains("not written"));
    assertThat(monitors.reports(app)).isNotEmpty();
    return report;
  }

  private void ended() {
    awaitPhase(Phase.FINISHED);
    assertThat(monitors.monitor(app).report().verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(monitors.reports(app)).isNotEmpty();
    assertThat((String) monitors.description(app).getMemo("verdict", String.class))
        .isEqualTo(Verdict.SUCCEEDED.name());
  }
}
