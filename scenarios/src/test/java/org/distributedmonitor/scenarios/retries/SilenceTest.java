package org.distributedmonitor.scenarios.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Meddling;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Activities of which nothing is heard: their input cannot be read, somebody has paused them, or
 * their attempts time out. Temporal tells the workflow nothing of that.
 */
@Tag("slow")
@Timeout(60)
class SilenceTest {

  private static final String APP = "Plates";

  private final Meddling meddling = new Meddling();
  @RegisterExtension final MonitorHarness harness = MonitorHarness.meddledOutside(meddling);
  private final SimulatedRun run =
      harness.setUp(
          RunSpec.builder(APP)
              .machines(2)
              .jobs(400)
              .jobDuration(Duration.ofHours(6))
              .visibilityTimeout(Duration.ofHours(9)));

  @Test
  void aWatchThatIsSilentIsBegunAnewWithoutAWord() {
    harness.watch(run);
    harness.pass(Duration.ofMinutes(25));
    String silent = newestActivity("WatchQueue");
    meddling.spoil(attempt -> attempt.activityId().equals(silent), SilenceTest::unreadable);

    harness.pass(Duration.ofMinutes(25));

    MonitorStatus status = harness.status(APP);
    assertThat(newestActivity("WatchQueue")).isNotEqualTo(silent);
    assertThat(status.phase()).isEqualTo(Phase.WATCHING);
    assertThat(status.problems()).isEmpty();
    assertThat(status.queue().at()).isAfter(harness.now().minus(Duration.ofMinutes(11)));
  }

  @Test
  void aWatchThatStaysSilentIsToldAndForgottenWhenItIsHeardOf() {
    harness.watch(run);
    harness.pass(Duration.ofMinutes(25));
    meddling.spoil("WatchQueue", SilenceTest::unreadable);

    MonitorStatus told =
        harness.passUntil(
            APP, Duration.ofMinutes(25), status -> status.phase() == Phase.NEEDS_ATTENTION);
    assertThat(told.problems()).extracting(Problem::what).anyMatch(what -> queueIsNotRead(what));
    harness.pass(Duration.ofHours(2));
    assertThat(harness.status(APP).problems())
        .extracting(Problem::what)
        .filteredOn(SilenceTest::queueIsNotRead)
        .hasSize(1);
    meddling.mend();

    harness.pass(Duration.ofMinutes(12));
    assertThat(harness.status(APP).phase()).isEqualTo(Phase.WATCHING);
    run.drain();
    assertThat(harness.report(APP).verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @ParameterizedTest
  @CsvSource({
    "ReviewFleets, The fleet could not be looked at: A fault of this program",
    "SurveyRun, What of the run there is could not be seen: A fault of this program"
  })
  void aReadingThatCannotBeDoneIsToldAndKeepsNothingElseBack(String type, String words) {
    meddling.spoil(type, SilenceTest::unreadable);
    harness.watch(run);

    MonitorStatus told = harness.passUntil(APP, Duration.ofHours(2), status -> says(status, words));
    assertThat(told.queue().at()).isAfter(harness.now().minus(Duration.ofMinutes(12)));
    meddling.mend();
    run.drain();
    MonitorReport report = harness.report(APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @ParameterizedTest
  @CsvSource({
    "CancelFleets, Cancel the spot fleet",
    "StopService, Set the ECS service to no tasks",
    "SaveFailedJobs, Save the failed jobs",
    "DeleteQueue, Delete the queue",
    "DeleteService, Delete the ECS service",
    "DeregisterTaskDefinitions, Deregister the task definitions",
    "DeleteAlarms, Delete the alarms",
    "StartExport, Export the logs of the jobs"
  })
  void aStepThatStaysSilentIsToldAndNotBegunTwiceBesideItself(String type, String words) {
    harness.watch(run);
    harness.pass(Duration.ofMinutes(5));
    meddling.spoil(type, SilenceTest::unreadable);
    run.drain();

    harness.passUntil(
        APP,
        Duration.ofHours(4),
        status -> says(status, words + " is not done yet") || says(status, words + " is blocked"));
    meddling.mend();
    harness.monitor(APP).retryBlocked();
    MonitorReport report = harness.report(APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  private String newestActivity(String type) {
    List<Meddling.Attempt> attempts = meddling.attemptsOf(type);
    return attempts.get(attempts.size() - 1).activityId();
  }

  private static boolean says(MonitorStatus status, String words) {
    return status.problems().stream().anyMatch(problem -> problem.what().contains(words));
  }

  private static boolean queueIsNotRead(String what) {
    return what.startsWith("The queue has not been read since");
  }

  /** As what cannot be decoded does: before the worker's own code hears of it. */
  private static RuntimeException unreadable() {
    return new IllegalArgumentException("Unrecognized token");
  }
}
