package org.distributedmonitor.scenarios.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the clean-up of a thousand machines asks of AWS. */
@Timeout(60)
class LargeCleanupTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void deletesAThousandMachinesAlarmsByTheHundredAndListsByThePage() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder("Plates")
                .machines(1000)
                .jobs(1100)
                .jobDuration(Duration.ofHours(12))
                .visibilityTimeout(Duration.ofHours(12)));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(12));
    int alarms = Observed.alarms(harness.region(), "Plates_i-").size();
    assertThat(alarms).isEqualTo(1000);

    run.drain();
    MonitorReport report = harness.report("Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    Map<String, Long> calls = callsSince(report.emptyConfirmedAt());
    // A hundred alarms a page, and the queue alarms of Auto-Monitor at the deletion and at the end.
    assertThat(calls.get("cloudwatch:DescribeAlarms")).isLessThanOrEqualTo(13);
    assertThat(calls)
        .containsEntry("cloudwatch:DeleteAlarms", 10L)
        .containsEntry("ec2:CancelSpotFleetRequests", 1L)
        .containsEntry("sqs:DeleteQueue", 1L)
        .containsEntry("ecs:DeleteService", 1L);
    // Each look at the machines is a page of a thousand by fleet, and one of the fleet's own list;
    // the machines take about two minutes to end and are looked at each quarter of a minute.
    assertThat(calls.get("ec2:DescribeSpotFleetInstances")).isLessThanOrEqualTo(12);
    assertThat(calls.get("ec2:DescribeInstances")).isLessThanOrEqualTo(14);
    assertThat(Observed.alarms(harness.region(), "Plates_i-")).isEmpty();
  }

  private Map<String, Long> callsSince(Instant from) {
    Map<String, Long> counts = new TreeMap<>();
    for (Call call : harness.region().calls().since(from)) {
      counts.merge(call.operation(), 1L, Long::sum);
    }
    return counts;
  }
}
