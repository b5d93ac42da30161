package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Two runs in the cluster {@code default}: a container of the one that lands on a machine of the
 * other gives it its own name and a second alarm.
 */
@Timeout(60)
class SharedClusterTest {

  private static final String APP = "Plates";
  private static final String OTHER = "Others";
  private static final Duration LONG = Duration.ofHours(30);

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();
  private final SimulatedRegion region = harness.region();

  @Test
  void eachMonitorEndsItsOwnFleetAndLeavesTheOthersMachinesTheirAlarms() {
    SimulatedRun ours = harness.setUp(spec(APP));
    SimulatedRun other = harness.setUp(spec(OTHER));
    harness.watch(ours);
    harness.watch(other);
    harness.pass(Duration.ofMinutes(6));
    String oursVisited = Observed.alive(ours).get(0).id();
    String othersVisited = Observed.alive(other).get(0).id();
    visit(oursVisited, OTHER);
    visit(othersVisited, APP);
    harness.pass(Duration.ofMinutes(70));
    String before = dumpWithout(dump(other), "machine " + oursVisited);
    ours.drain();

    MonitorReport first = Ending.within(harness, Duration.ofHours(1), APP);

    assertThat(first.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(first.leftovers()).isEmpty();
    assertThat(dumpWithout(dump(other), "machine " + oursVisited))
        .isEqualTo(before)
        .contains(othersVisited);
    assertThat(Observed.alive(ours)).isEmpty();
    assertThat(Observed.alarms(region, APP + "_i-"))
        .as("a machine that is on keeps its alarm, whatever run it names")
        .containsExactly(APP + "_" + othersVisited);
    harness.pass(Duration.ofHours(3));
    assertThat(dumpWithout(dump(other), oursVisited)).isEqualTo(dumpWithout(before, oursVisited));
    other.drain();
    MonitorReport second = Ending.within(harness, Duration.ofHours(1), OTHER);

    assertThat(second.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(second.leftovers()).isEmpty();
    assertThat(Observed.alive(other)).isEmpty();
    assertThat(Observed.alarms(region, OTHER + "_i-")).isEmpty();
    assertThat(region.calls().of("ec2:CancelSpotFleetRequests"))
        .extracting(call -> call.resources())
        .containsExactly(ours.fleetIds(), other.fleetIds());
  }

  @Test
  void theSweepGoesByTheMachineAndNotByTheNameOfItsAlarm() {
    SimulatedRun ours = harness.setUp(spec(APP).deadMachinesWithAlarms(2));
    SimulatedRun other = harness.setUp(spec(OTHER));
    harness.watch(ours);
    harness.pass(Duration.ofMinutes(6));
    String visited = Observed.alive(other).get(0).id();
    visit(visited, APP);
    harness.pass(Duration.ofMinutes(60));

    assertThat(Observed.alarms(region, APP + "_i-")).hasSize(4).contains(APP + "_" + visited);
    List<String> ended = other.interrupt(3);
    harness.pass(Duration.ofMinutes(130));

    assertThat(ended).contains(visited);
    assertThat(Observed.alarms(region, APP + "_i-")).hasSize(3);
  }

  @Test
  void aMachineOfOursThatBearsTheOthersNameIsStillFound() {
    SimulatedRun ours = harness.setUp(spec(APP));
    harness.setUp(spec(OTHER));
    harness.watch(ours);
    harness.pass(Duration.ofMinutes(6));
    region.faults().refuse("ec2:CancelSpotFleetRequests");
    List<String> machines = Observed.alive(ours).stream().map(SimulatedMachine::id).toList();
    machines.forEach(machine -> visit(machine, OTHER));
    ours.drain();

    MonitorStatus status =
        harness.passUntil(APP, Duration.ofHours(2), s -> s.phase() == Phase.NEEDS_ATTENTION);

    assertThat(status.leftovers())
        .filteredOn(left -> left.kind() == Leftover.Kind.MACHINE)
        .flatExtracting(Leftover::names)
        .containsExactlyInAnyOrderElementsOf(
            Observed.alive(ours).stream().map(SimulatedMachine::id).toList());
  }

  /** What DCP's container does to the machine that it starts on ({@code run-worker.sh}). */
  private void visit(String machine, String app) {
    region
        .ec2()
        .createTags(
            b ->
                b.resources(machine).tags(Tag.builder().key("Name").value(app + "Worker").build()));
    Dimension dimension = Dimension.builder().name("InstanceId").value(machine).build();
    region
        .cloudWatch()
        .putMetricAlarm(
            b ->
                b.alarmName(app + "_" + machine)
                    .alarmActions("arn:aws:automate:us-east-1:ec2:terminate")
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .dimensions(dimension)
                    .statistic(Statistic.MAXIMUM)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .period(60)
                    .evaluationPeriods(15)
                    .datapointsToAlarm(15));
  }

  private String dump(SimulatedRun run) {
    return dumpWithout(
        region.dump(name -> name.startsWith(OTHER) || name.equals(run.fleetId())), "log-");
  }

  private static String dumpWithout(String dump, String mark) {
    return String.join("\n", dump.lines().filter(line -> !line.contains(mark)).toList());
  }

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app)
        .machines(3)
        .jobs(30)
        .jobDuration(LONG)
        .visibilityTimeout(Duration.ofHours(12));
  }
}
