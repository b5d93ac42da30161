package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.LabAlarms;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Machines that are idle for a reason are not ended; the reason is said. */
@Timeout(60)
class GuardTest {

  private static final String SURPLUS = "4 machines have no task, because the service";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void machinesThatWaitForASlowImageAreLeftAndWorkInTheEnd() {
    SimulatedRun run = watch(spec().machines(6).slowPulls(2, Duration.ofHours(2)));
    harness.pass(Duration.ofMinutes(100));

    assertNothingWasChanged();
    assertThat(nameless(run)).hasSize(2);
    assertThat(warnings()).anyMatch(it -> it.startsWith("2 machines have waited for a container"));

    harness.pass(Duration.ofMinutes(60));

    assertNothingWasChanged();
    assertThat(Observed.alive(run)).hasSize(6).allMatch(machine -> machine.jobsInProcess() > 0);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void machinesForWhichTheServiceHasNoTaskAreLeftAndSaid() {
    SimulatedRun run = watch(spec().machines(8).serviceTasks(4));
    harness.pass(Duration.ofHours(2));

    assertNothingWasChanged();
    assertThat(Observed.alive(run)).hasSize(8);
    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith(SURPLUS + " PlatesService wants only 4 tasks. Raise the service's desired");

    harness
        .region()
        .ecs()
        .updateService(b -> b.cluster("default").service("PlatesService").desiredCount(8));
    harness.pass(Duration.ofMinutes(15));

    assertThat(warnings()).isEmpty();
    assertThat(nameless(run)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Terminate/1.0",
        "arn:aws:automate:us-east-1:ec2:terminate"
      })
  void machinesThatAnAlarmOfAnyNameWatchesAreLeft(String action) {
    SimulatedRun run = watch(spec().machines(6).strandedMachines(4));
    harness.pass(Duration.ofMinutes(15));
    nameless(run).forEach(machine -> putLabsOwnAlarm(machine, action));

    harness.pass(Duration.ofHours(1));

    assertThat(nameless(run)).hasSize(4);
    assertThat(Observed.alarms(harness.region(), "Plates_i-")).hasSize(2);
    assertThat(warnings()).isEmpty();
    assertThat(harness.region().calls().count("ecs:DescribeContainerInstances")).isZero();
  }

  @Test
  void machinesWithAnotherRunsNameAreLeft() {
    SimulatedRun run = watch(spec().machines(6).strandedMachines(2));
    harness.pass(Duration.ofMinutes(15));
    List<String> stranded = nameless(run);
    Tag name = Tag.builder().key("Name").value("OthersWorker").build();
    harness.region().ec2().createTags(b -> b.resources(stranded).tags(name));

    harness.pass(Duration.ofHours(1));

    assertThat(Observed.alarms(harness.region(), "Plates_i-")).hasSize(4);
    assertThat(Observed.alive(run)).extracting(SimulatedMachine::id).containsAll(stranded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecs:ListContainerInstances",
        "ecs:DescribeContainerInstances",
        "ecs:DescribeServices",
        "cloudwatch:DescribeAlarms"
      })
  void noneIsArmedWhileItCannotBeToldWhyTheyAreBare(String operation) {
    harness.region().faults().refuse(operation);
    SimulatedRun run = watch(spec().machines(6).strandedMachines(2));
    harness.pass(Duration.ofMinutes(55));

    assertNothingWasChanged();
    assertThat(harness.status("Plates").problems())
        .extracting(Problem::what)
        .anyMatch(what -> what.startsWith(operation + " was refused"));

    harness.region().faults().allow(operation);
    harness.pass(Duration.ofMinutes(60));

    assertThat(harness.status("Plates").counts().machinesGuarded()).isEqualTo(2);
    assertThat(nameless(run)).isEmpty();
  }

  private SimulatedRun watch(RunSpec.Builder spec) {
    SimulatedRun run = harness.setUp(spec);
    harness.watch(run);
    return run;
  }

  private List<String> warnings() {
    return harness.status("Plates").warnings();
  }

  private void assertNothingWasChanged() {
    assertThat(Observed.changes(harness.region())).isEmpty();
  }

  private static List<String> nameless(SimulatedRun run) {
    return Observed.alive(run).stream()
        .filter(machine -> machine.name().isEmpty())
        .map(SimulatedMachine::id)
        .toList();
  }

  /** It ends machines on another sign than DCP's alarm, which does not come here. */
  private void putLabsOwnAlarm(String machine, String action) {
    LabAlarms.put(harness.region().cloudWatch(), "lab-" + machine, machine, action);
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder("Plates")
        .jobs(100)
        .jobDuration(Duration.ofHours(9))
        .visibilityTimeout(Duration.ofHours(12));
  }
}
