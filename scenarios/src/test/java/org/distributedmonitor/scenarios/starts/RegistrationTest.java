package org.distributedmonitor.scenarios.starts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.Registration.Outcome;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.region.Exports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run is started again while it is watched, and after. */
@Timeout(60)
class RegistrationTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void aSecondFleetIsWatchedAndCancelledToo() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(60));
    Starts.first(harness, harness.request(run));
    harness.pass(Duration.ofMinutes(5));
    String second = run.startAnotherFleet(2);

    Registration answer = Starts.first(harness, request(harness.request(run).run(), second, false));
    harness.pass(Duration.ofMinutes(11));
    List<FleetRecord> watched = harness.status(APP).fleets();
    MonitorReport report = Ending.within(harness, Duration.ofHours(6), APP);

    assertThat(answer.outcome()).isEqualTo(Outcome.JOINED);
    assertThat(answer.changed()).containsExactly("The fleet " + second + " is watched too.");
    assertThat(watched).extracting(FleetRecord::fleetId).contains(run.fleetIds().get(0), second);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(run.machines()).noneMatch(SimulatedMachine::alive);
  }

  @Test
  void aSecondStartTurnsCheapestModeOn() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).machines(5).jobs(200));
    Starts.first(harness, harness.request(run));
    harness.pass(Duration.ofMinutes(30));
    assertThat(harness.status(APP).cheapest()).isFalse();

    MonitorRequest again = request(harness.request(run).run(), run.fleetId(), true);
    Registration answer = Starts.first(harness, again);
    Registration repeated =
        Starts.first(harness, request(harness.request(run).run(), run.fleetId(), true));
    harness.pass(Duration.ofMinutes(3));

    assertThat(answer.changed()).containsExactly("Cheapest mode is on.");
    assertThat(repeated.changed()).isEmpty();
    assertThat(harness.status(APP).fleets()).extracting(f -> f.sighting().target()).containsOnly(1);
    assertThat(run.machines()).filteredOn(SimulatedMachine::alive).hasSize(5);
  }

  @Test
  void aStartWithAnotherQueueIsRefusedAndChangesNothing() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP).jobs(60));
    Starts.first(harness, harness.request(run));
    Run mine = Runs.of(run);
    Run other =
        new Run(
            mine.app(),
            mine.cluster(),
            "OtherQueue",
            mine.bucket(),
            mine.logGroup(),
            mine.startTime(),
            mine.cleanDashboard(),
            mine.region());

    Registration answer = Starts.first(harness, request(other, run.fleetId(), true));

    assertThat(answer.outcome()).isEqualTo(Outcome.ANOTHER_RUN);
    assertThat(answer.kept())
        .singleElement()
        .asString()
        .contains("\"PlatesQueue\"", "\"OtherQueue\"");
    assertThat(harness.status(APP).run()).isEqualTo(mine);
    assertThat(harness.status(APP).cheapest()).isFalse();
  }

  @Test
  void aStartAfterTheEndCleansWhatRemainsAndExportsNothingTwice() {
    SimulatedRun run = harness.setUp(RunSpec.builder(APP));
    Starts.first(harness, harness.request(run));
    Ending.within(harness, Duration.ofHours(3), APP);
    String second = run.startAnotherFleet(1);

    MonitorRequest again = request(Runs.of(run), second, false);
    Registration answer = Starts.first(harness, again);
    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(answer.outcome()).isEqualTo(Outcome.STARTED);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(run.machines()).noneMatch(SimulatedMachine::alive);
    assertThat(Exports.of(harness, APP)).hasSize(1);
    assertThat(Exports.of(harness, APP + "_perInstance")).hasSize(1);
  }

  private static MonitorRequest request(Run run, String fleetId, boolean cheapest) {
    return new MonitorRequest(
        run, List.of(fleetId), cheapest, 1, Timing.standard(), UUID.randomUUID().toString(), null);
  }
}
