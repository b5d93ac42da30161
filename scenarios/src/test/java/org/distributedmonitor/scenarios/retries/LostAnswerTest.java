package org.distributedmonitor.scenarios.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Exports;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS does what it was asked, and its answer is lost on the way. */
@Timeout(60)
class LostAnswerTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec2:ModifySpotFleetRequest",
        "ec2:CancelSpotFleetRequests",
        "ecs:UpdateService",
        "ecs:DeleteService",
        "ecs:DeregisterTaskDefinition",
        "ecs:DeleteCluster",
        "sqs:DeleteQueue",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:DeleteDashboards",
        "logs:CreateExportTask",
        "s3:PutObject"
      })
  void aLostAnswerIsNoHarm(String operation) {
    harness
        .region()
        .faults()
        .afterEffect(operation, SdkClientException.create("Connection reset by peer"));
    harness.watch(
        harness.setUp(
            RunSpec.builder(APP)
                .cluster(APP)
                .machines(12)
                .jobs(30)
                .taskRevisions(2)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .deadMachinesWithAlarms(2)));

    MonitorReport report = Ending.within(harness, Duration.ofHours(4), APP);

    assertThat(harness.region().calls().of(operation)).anyMatch(call -> !call.succeeded());
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(Exports.of(harness, APP)).hasSize(1);
  }
}
