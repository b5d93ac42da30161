package org.distributedmonitor.scenarios.starts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitorfile.MonitorFile;
import org.distributedmonitor.monitorfile.Reading;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Starts;
import org.distributedmonitor.testkit.region.Exports;
import org.distributedmonitor.testkit.region.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A newer monitor file loses no older fleet, and the earliest start time counts. */
@Timeout(60)
class NewerFilesTest {

  private static final String APP = "Plates";

  @RegisterExtension final MonitorHarness harness = MonitorHarness.continuingAfter(150);
  private final SimulatedRun run =
      harness.setUp(
          RunSpec.builder(APP)
              .machines(2)
              .jobs(60)
              .jobDuration(Duration.ofDays(3))
              .visibilityTimeout(Duration.ofDays(6)));

  @Test
  void addsUpWhatFilesAndOptionsNameThoughTheMonitorContinuesAsNew() {
    String first = run.fleetId();
    String second = run.startAnotherFleet(1);
    String third = run.startAnotherFleet(1);
    String fourth = run.startAnotherFleet(1);
    Instant start = Instant.ofEpochMilli(run.startedAtMillis());
    start(file(first, start, first, second));
    harness.pass(Duration.ofSeconds(1));

    start(file(third, start.plusSeconds(600)));
    start(file(third, start.minusSeconds(900)), fourth);
    assertAllAreHandedOver(first, second, third, fourth);
    String execution = harness.execution(APP).getRunId();
    harness.pass(Duration.ofHours(12));
    assertThat(harness.execution(APP).getRunId()).isNotEqualTo(execution);
    Registration later = start(file(third, start.plusSeconds(7200)));
    harness.pass(Duration.ofMinutes(1));

    assertThat(later.changed()).isEmpty();
    assertAllAreHandedOver(first, second, third, fourth);
    assertThat(harness.status(APP).run().startTime()).isEqualTo(start.minusSeconds(900));
    run.drain();
    MonitorReport report = Ending.within(harness, Duration.ofHours(2), APP);
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.alive(run)).isEmpty();
    assertThat(Exports.of(harness, APP))
        .singleElement()
        .satisfies(
            task -> assertThat(task.from()).isEqualTo(start.minusSeconds(900).toEpochMilli()));
  }

  /** The older file is gone: its fleet is found, but not from when on its logs are wanted. */
  @Test
  void theOlderFleetsLogsAreWantedFromItsOwnStartOn() {
    harness.pass(Duration.ofHours(2));
    Instant restart = harness.now();
    String newer = run.startAnotherFleet(1);
    start(file(newer, restart));
    harness.pass(Duration.ofSeconds(30));
    MonitorStatus before = harness.status(APP);

    String older = run.fleetIds().get(0);
    Instant created = before.fleets().get(1).sighting().createdAt();
    Registration handedOver = start(file(older, created));
    harness.pass(Duration.ofSeconds(30));

    assertThat(before.warnings())
        .singleElement()
        .asString()
        .contains(older, "MONITOR_START_TIME " + created.toEpochMilli());
    assertThat(handedOver.changed())
        .contains("The fleet " + older + " is watched already: it was found before.");
    assertThat(harness.status(APP).run().startTime()).isEqualTo(created);
    assertThat(harness.status(APP).warnings()).isEmpty();
    assertAllAreHandedOver(newer, older);
  }

  /** The own fleet was found meanwhile: with the right file the neighbour's is let go. */
  @Test
  void theRightFileAfterAWrongOneLetsTheNeighboursFleetGo() {
    SimulatedRun neighbour =
        harness.setUp(RunSpec.builder("Cells").jobs(60).jobDuration(Duration.ofDays(3)));
    Instant start = Instant.ofEpochMilli(run.startedAtMillis());
    start(file(neighbour.fleetId(), start));
    harness.pass(Duration.ofMinutes(12));
    assertThat(harness.status(APP).problems()).hasSize(1);
    assertThat(Observed.changes(harness.region())).isEmpty();

    start(file(run.fleetId(), start));
    harness.pass(Duration.ofMinutes(1));

    assertThat(harness.status(APP).problems()).isEmpty();
    assertAllAreHandedOver(run.fleetId());
  }

  private void assertAllAreHandedOver(String... fleets) {
    assertThat(harness.status(APP).fleets())
        .extracting(FleetRecord::fleetId)
        .containsExactlyInAnyOrder(fleets);
    assertThat(harness.status(APP).fleets()).noneMatch(FleetRecord::found);
  }

  /** As the starter reads a file and adds what {@code --fleet} names. */
  private Registration start(String file, String... more) {
    Reading.Read read = (Reading.Read) MonitorFile.parse(file);
    List<String> fleets = new ArrayList<>(read.fleetIds());
    fleets.addAll(List.of(more));
    String id = UUID.randomUUID().toString();
    return Starts.first(
        harness, new MonitorRequest(read.run(), fleets, false, 1, Timing.standard(), id, null));
  }

  private String file(String fleet, Instant start, String... fleets) {
    String more =
        fleets.length == 0
            ? ""
            : ", \"MONITOR_FLEET_IDS\": [\"" + String.join("\", \"", fleets) + "\"]";
    return run.monitorFileJson()
        .replace(run.fleetId(), fleet)
        .replace(Long.toString(run.startedAtMillis()), Long.toString(start.toEpochMilli()))
        .replace("}", more + "}");
  }
}
