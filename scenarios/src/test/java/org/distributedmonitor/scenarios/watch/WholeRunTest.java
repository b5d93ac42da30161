package org.distributedmonitor.scenarios.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run from its start to its report, and its neighbours throughout. */
@Timeout(120)
class WholeRunTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void watchesScalesDownCleansUpAndReports() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder("Plates")
                .cluster("Plates")
                .machines(30)
                .jobs(400)
                .taskRevisions(3)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .deadMachinesWithAlarms(5));
    SimulatedRun neighbour =
        harness.setUp(RunSpec.builder("Plates_2").machines(3).jobs(5000).dashboard(true));

    harness.watch(run);
    harness.pass(Duration.ofMinutes(30));
    String before = harness.region().dump(name -> name.contains("Plates_2Task"));
    MonitorReport report = harness.report("Plates");

    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).isEmpty();
    assertThat(report.mostJobsSeen()).isEqualTo(400);
    assertThat(report.counts().scaleDowns()).isPositive();
    assertThat(report.counts().alarmsDeleted()).isGreaterThanOrEqualTo(5);
    assertThat(outcomes(report))
        .containsEntry(Step.CANCEL_FLEETS, Kind.DONE)
        .containsEntry(Step.DELETE_QUEUE, Kind.DONE)
        .containsEntry(Step.DELETE_CLUSTER, Kind.DONE)
        .containsEntry(Step.DELETE_DASHBOARD, Kind.DONE)
        .containsEntry(Step.EXPORT_LOGS, Kind.DONE)
        .containsEntry(Step.EXPORT_INSTANCE_LOGS, Kind.DONE)
        .containsEntry(Step.WRITE_REPORT, Kind.DONE);
    assertThat(harness.region().dump(name -> name.contains("Plates_2Task"))).isEqualTo(before);
    assertThat(neighbour.machines()).isNotEmpty();
  }

  private static Map<Step, Kind> outcomes(MonitorReport report) {
    return report.steps().stream()
        .collect(Collectors.toMap(StepResult::step, result -> result.outcome().kind()));
  }
}
