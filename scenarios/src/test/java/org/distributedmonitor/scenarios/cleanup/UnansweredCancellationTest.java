package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** EC2 does not carry out the fleet's cancellation for hours. */
@Timeout(60)
class UnansweredCancellationTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void credentialsThatExpireBeforeTheCancellationAreWaitedOutToo() {
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.pass(Duration.ofMinutes(5));
    harness.region().faults().fail(CANCEL, 240, () -> error("ExpiredToken", 400));

    MonitorReport report = Ending.within(harness, Duration.ofHours(5), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void aCancellationThatIsNotAnsweredForHoursIsShownAndKeepsNothingElseBack() {
    Faults faults = harness.region().faults();
    faults.refuse("sqs:DeleteQueue");
    harness.watch(harness.setUp(RunSpec.builder(APP)));
    harness.pass(Duration.ofMinutes(5));
    faults.fail(CANCEL, 2_000, () -> error("ServiceUnavailable", 503));
    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(3), s -> s.phase() == Phase.NEEDS_ATTENTION);
    faults.allow("sqs:DeleteQueue");
    harness.pass(Duration.ofMinutes(75));
    MonitorStatus later = harness.status(APP);
    Instant last = newest(CANCEL).at();

    assertThat(status.problems())
        .anyMatch(problem -> problem.what().startsWith("Cancel the spot fleet is not done yet"));
    assertThat(harness.region().calls().of("sqs:DeleteQueue")).anyMatch(Call::succeeded);
    assertThat(Duration.between(last, harness.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(later.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(harness.monitor(APP).stopMonitoring().accepted()).isTrue();
    assertThat(Ending.within(harness, Duration.ofMinutes(5), APP).verdict())
        .isEqualTo(Verdict.CLEANUP_INCOMPLETE);
  }

  private Call newest(String operation) {
    List<Call> calls = harness.region().calls().of(operation);
    return calls.get(calls.size() - 1);
  }

  private static AwsServiceException error(String code, int status) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .message(code)
        .statusCode(status)
        .build();
  }
}
