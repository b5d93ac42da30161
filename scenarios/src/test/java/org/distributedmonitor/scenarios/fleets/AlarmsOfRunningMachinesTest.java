package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/** While the fleet's cancellation is not through, an alarm is all that ends a machine. */
@Timeout(60)
class AlarmsOfRunningMachinesTest {

  private static final String APP = "Plates";
  private static final String CANCEL = "ec2:CancelSpotFleetRequests";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stayUntilTheCancellationIsThroughAndGoWithIt(boolean refused) {
    SimulatedRegion region = harness.region();
    SimulatedRun run = harness.setUp(spec());
    harness.watch(run);
    harness.pass(Duration.ofMinutes(10));
    if (refused) {
      region.faults().refuse(CANCEL);
    } else {
      region.faults().fail(CANCEL, 600, AlarmsOfRunningMachinesTest::unavailable);
    }
    Observed.alarms(region, APP + "_i-").forEach(name -> disarm(region, name));
    run.drain();
    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.NEEDS_ATTENTION);

    assertThat(Observed.alarms(region, APP + "_i-"))
        .hasSize(4)
        .containsExactlyInAnyOrderElementsOf(
            Observed.alive(run).stream().map(machine -> APP + "_" + machine.id()).toList());
    assertThat(status.steps())
        .filteredOn(result -> result.step() == Step.DELETE_ALARMS)
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.outcome().detail())
                    .contains("of this run that")
                    .contains("still on"));
    assertThat(status.leftovers()).anyMatch(left -> left.kind() == Leftover.Kind.ALARM);
    region.faults().allow(CANCEL);
    MonitorReport report = Ending.within(harness, Duration.ofHours(6), APP);

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(Observed.alarms(region, "")).isEmpty();
  }

  @Test
  void whatIsTriedAgainForDaysIsToldOnce() {
    harness.region().faults().refuse(CANCEL);
    SimulatedRun run = harness.setUp(spec());
    harness.watch(run);
    harness.pass(Duration.ofMinutes(10));
    run.drain();
    harness.pass(Duration.ofHours(30));

    assertThat(harness.status(APP).steps())
        .filteredOn(result -> result.step() == Step.DELETE_ALARMS)
        .allMatch(result -> result.outcome().kind() != StepOutcome.Kind.BLOCKED);
    assertThat(harness.monitor(APP).report().happenings())
        .anyMatch(happening -> happening.what().startsWith("Began to clean up"));
  }

  /** The machine then stays on though it idles, as one does whose processor is not quite idle. */
  private static void disarm(SimulatedRegion region, String alarm) {
    Dimension machine =
        Dimension.builder().name("InstanceId").value(alarm.substring(APP.length() + 1)).build();
    region
        .cloudWatch()
        .putMetricAlarm(
            b ->
                b.alarmName(alarm)
                    .dimensions(machine)
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .period(60)
                    .evaluationPeriods(15)
                    .actionsEnabled(false));
  }

  private static AwsServiceException unavailable() {
    return AwsServiceException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("ServiceUnavailable").errorMessage("No.").build())
        .message("No.")
        .statusCode(503)
        .build();
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder(APP)
        .machines(4)
        .jobs(8)
        .jobDuration(Duration.ofHours(30))
        .visibilityTimeout(Duration.ofHours(12))
        .deadMachinesWithAlarms(2);
  }
}
