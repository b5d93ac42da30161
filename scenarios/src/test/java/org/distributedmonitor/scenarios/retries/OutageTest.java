package org.distributedmonitor.scenarios.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS is away for a while, or the worker's credentials run out. */
@Timeout(60)
class OutageTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";
  private static final String LOWER = "ec2:ModifySpotFleetRequest";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  static List<Supplier<RuntimeException>> outages() {
    return List.of(() -> error("ServiceUnavailable", 503), () -> error("ThrottlingException", 400));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void anOutageWhileWatchingLosesNothingAndLowersNothing(Supplier<RuntimeException> outage) {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(12).jobs(45));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(25));

    harness.region().faults().failAll(outage);
    Instant from = harness.now();
    harness.pass(Duration.ofMinutes(30));
    MonitorStatus meanwhile = harness.status(APP);
    harness.region().faults().failAll(null);
    Instant to = harness.now();
    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(meanwhile.phase()).isNotIn(Phase.CLEANING_UP, Phase.FINISHED);
    assertThat(meanwhile.problems()).isNotEmpty();
    assertThat(between(from, to)).isNotEmpty().noneMatch(Call::succeeded);
    assertThat(between(from, to)).noneMatch(call -> call.operation().equals(LOWER));
    assertThat(between(from, to)).hasSizeLessThan(150);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.emptyConfirmedAt()).isAfter(to.plusSeconds(60));
    assertThat(run.jobsDone()).isEqualTo(45);
  }

  @Test
  void onlyAnOutageOfTheQueueLowersNothingEither() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(12).jobs(45));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(25));

    harness
        .region()
        .faults()
        .fail("sqs:GetQueueAttributes", 20, () -> error("ServiceUnavailable", 503));
    Instant from = harness.now();
    harness.pass(Duration.ofMinutes(19));

    assertThat(between(from, harness.now())).noneMatch(call -> call.operation().equals(LOWER));
    assertThat(Ending.within(harness, Duration.ofHours(3), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void afterAnOutageTheFleetIsLoweredAsSoonAsThereAreReadingsEnough() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(20)
                .jobs(5)
                .jobDuration(Duration.ofHours(9))
                .visibilityTimeout(Duration.ofHours(12)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(2));
    harness.region().faults().failAll(() -> error("ServiceUnavailable", 503));
    harness.pass(Duration.ofSeconds(465));
    harness.region().faults().failAll(null);

    harness.pass(Duration.ofSeconds(40));
    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).isEmpty();
    assertThat(harness.region().calls().of("ec2:DescribeSpotFleetRequests"))
        .anyMatch(call -> call.succeeded() && call.at().isAfter(harness.now().minusSeconds(30)));
    harness.pass(Duration.ofMinutes(4));

    assertThat(Observed.targetsGiven(harness.region(), run.fleetId())).containsExactly(5);
  }

  @Test
  void theWatchReportsNoMoreOftenWhileALookAtTheFleetTakesLong() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(5)
                .jobs(5)
                .jobDuration(Duration.ofHours(9))
                .visibilityTimeout(Duration.ofHours(12)));
    Duration seconds = Duration.ofSeconds(5);
    Timing often = new Timing(seconds, seconds.multipliedBy(6), null, null, null, null, null, true);
    harness.watch(
        new MonitorRequest(Runs.of(run), run.fleetIds(), false, 1, often, "a-start", null));
    harness.pass(Duration.ofMinutes(2));
    harness
        .region()
        .faults()
        .fail("ec2:DescribeSpotFleetRequests", 1_000, () -> error("ServiceUnavailable", 503));
    long before = harness.historyLength(APP);
    harness.pass(Duration.ofMinutes(4));

    // Eight ticks, each with the report of a watch and little else.
    assertThat(harness.historyLength(APP) - before).isLessThan(8 * 15);
  }

  @Test
  void expiredCredentialsAreWaitedOutWhileCleaningUp() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).cluster(APP).dashboard(true));
    harness.watch(run);
    harness.passUntil(APP, Duration.ofHours(2), status -> status.phase() == Phase.CONFIRMING);
    while (harness.region().calls().count(CANCEL) == 0) {
      harness.pass(Duration.ofSeconds(5));
    }

    harness.region().faults().failAll(() -> error("ExpiredToken", 400));
    harness.pass(Duration.ofHours(2));
    MonitorStatus meanwhile = harness.status(APP);
    harness.region().faults().failAll(null);
    MonitorReport report = Ending.within(harness, Duration.ofMinutes(90), APP);

    assertThat(meanwhile.problems())
        .anyMatch(problem -> problem.what().contains("credentials have expired"));
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
  }

  private List<Call> between(Instant from, Instant to) {
    return harness.region().calls().since(from).stream()
        .filter(call -> call.at().isBefore(to))
        .toList();
  }

  private static AwsServiceException error(String code, int status) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .message(code)
        .statusCode(status)
        .build();
  }
}
