package org.distributedmonitor.scenarios.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alarms of dead machines go each hour; machines that have none get theirs. */
@Timeout(60)
class AlarmsTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void deletesEachHourTheAlarmsOfThisRunsDeadMachinesOnly() {
    SimulatedRun run = longRun(RunSpec.builder("Plates").machines(4).deadMachinesWithAlarms(130));
    longRun(RunSpec.builder("Plates_2").machines(2).deadMachinesWithAlarms(3));
    longRun(RunSpec.builder("Plate").machines(2).deadMachinesWithAlarms(3));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(58));
    Set<String> others = Observed.alarms(harness.region(), "Plates_2_i-");
    assertThat(Observed.alarms(harness.region(), "Plates_i-")).hasSize(134);

    harness.pass(Duration.ofMinutes(4));

    assertThat(Observed.alarms(harness.region(), "Plates_i-")).hasSize(4);
    assertThat(Observed.alarms(harness.region(), "Plates_2_i-")).isEqualTo(others).hasSize(5);
    assertThat(Observed.alarms(harness.region(), "Plate_i-")).hasSize(5);
    assertThat(harness.region().calls().count("cloudwatch:DeleteAlarms")).isEqualTo(2);
  }

  @Test
  void armsAStrandedMachineWhichThenEnds() {
    SimulatedRun run = longRun(RunSpec.builder("Plates").machines(6).strandedMachines(2));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(19));
    assertThat(Observed.changes(harness.region())).isEmpty();
    Set<String> nameless =
        Set.copyOf(
            Observed.alive(run).stream()
                .filter(machine -> machine.name().isEmpty())
                .map(SimulatedMachine::id)
                .toList());
    assertThat(nameless).hasSize(2);

    harness.pass(Duration.ofMinutes(60));

    assertThat(harness.status("Plates").counts().machinesGuarded()).isEqualTo(2);
    assertThat(Observed.alive(run)).hasSize(6).noneMatch(it -> nameless.contains(it.id()));
  }

  @Test
  void armsNoneWhenMostMachinesAreNameless() {
    SimulatedRun run = longRun(RunSpec.builder("Plates").machines(6).strandedMachines(5));
    harness.watch(run);

    harness.pass(Duration.ofMinutes(55));

    assertThat(Observed.changes(harness.region())).isEmpty();
    assertThat(harness.status("Plates").warnings()).anyMatch(it -> it.contains("5 of 6 machines"));
  }

  private SimulatedRun longRun(RunSpec.Builder spec) {
    return harness.setUp(
        spec.jobs(100).jobDuration(Duration.ofHours(9)).visibilityTimeout(Duration.ofHours(12)));
  }
}
