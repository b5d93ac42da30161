package org.distributedmonitor.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.api.AwsLimits;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.WholeRun;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

/** What holds for all calls of a whole run: they are in the tables, and keep to them. */
@Timeout(120)
class EveryCallTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void hasItsErrorsInTheTableAndAnActivityThatIsHeldToThem() {
    List<String> called = WholeRun.operations();

    assertThat(called).filteredOn(operation -> AwsErrors.named(operation).isEmpty()).isEmpty();
    assertThat(Scenes.operations()).containsAll(called);
  }

  @ParameterizedTest
  @NullAndEmptySource
  void readsListingsToTheirEndHoweverThatIsTold(String lastToken) {
    harness.region().faults().pages(1, lastToken);
    SimulatedRun run = harness.setUp(spec().machines(4));
    run.startAnotherFleet();
    harness.setUp(RunSpec.builder("Plates_2").machines(2).jobs(5000).taskRevisions(2));
    harness.watch(run);

    MonitorReport report = harness.report("Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(Observed.alarms(harness.region(), "Plates_i-")).isEmpty();
    // The newest revision alone is asked for there; and a group that is found is looked for no
    // more.
    assertThat(harness.region().calls().unreadPages())
        .isSubsetOf("ecs:ListTaskDefinitions", "logs:DescribeLogGroups");
  }

  @Test
  void namesNoMoreThanAwsTakesAtOnce() {
    harness.watch(
        harness.setUp(
            spec().machines(210).deadMachinesWithAlarms(250).failingJobs(15).maxReceiveCount(2)));

    MonitorReport report = harness.report("Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    Map<String, Integer> batches =
        AwsLimits.rows().stream()
            .filter(row -> row.batch() > 0)
            .collect(Collectors.toMap(AwsLimits::operation, AwsLimits::batch));
    Map<String, Integer> largest = new TreeMap<>();
    for (Call call : harness.region().calls().all()) {
      if (batches.containsKey(call.operation())) {
        largest.merge(call.operation(), call.resources().size(), Math::max);
      }
    }
    assertThat(largest)
        .allSatisfy(
            (operation, size) -> assertThat(size).isLessThanOrEqualTo(batches.get(operation)))
        .containsEntry("cloudwatch:DeleteAlarms", 100)
        .containsEntry("ec2:DescribeInstances", 200);
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder("Plates")
        .cluster("Plates")
        .jobs(60)
        .jobDuration(Duration.ofMinutes(5))
        .visibilityTimeout(Duration.ofMinutes(8))
        .taskRevisions(3)
        .dashboard(true)
        .autoMonitorAlarms(true)
        .deadMachinesWithAlarms(3);
  }
}
