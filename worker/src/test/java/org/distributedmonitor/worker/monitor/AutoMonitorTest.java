package org.distributedmonitor.worker.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.AwsErrors;
import org.distributedmonitor.simulator.Call;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose monitor nobody starts: scan after scan of a bucket in which their files appear. */
@Timeout(120)
class AutoMonitorTest {

  private MonitorHarness harness;

  @BeforeEach
  void begin() {
    harness = new MonitorHarness();
  }

  @AfterEach
  void end() {
    harness.close();
  }

  @Test
  void startsAMonitorForEachNewFileAndMovesTheFileWhenTheRunIsOver() {
    SimulatedRun old = harness.setUp(spec("Old"));
    FileMark older = Scans.upload(harness, old);
    Scans scans = Scans.begin(harness, older);
    harness.pass(Duration.ofMinutes(2));
    SimulatedRun first = harness.setUp(spec("First"));
    Scans.upload(harness, first);
    Scans.put(harness, "BrokenSpotFleetRequestId.json", "{}{");
    Scans.put(harness, "deeper/DeepSpotFleetRequestId.json", first.monitorFileJson());
    Scans.put(harness, "notes.json", "{}");

    scans.next();
    Map<String, FileState> early = scans.states();
    SimulatedRun later = harness.setUp(spec("Later"));
    Scans.upload(harness, later);
    scans.next();

    assertThat(early).isEqualTo(Map.of("First", FileState.WATCHED, "Broken", FileState.UNREADABLE));
    assertThat(scans.file("Broken").notes()).first().asString().contains("the file: found");
    assertThat(scans.file("Later").workflowId()).isEqualTo("monitor-Later");
    assertThat(scans.report().older()).isEqualTo(1);
    assertThat(scans.report().summary())
        .isEqualTo("2 watched, 1 cannot be read, 1 older, left alone.");
    assertThat(Ending.within(harness, Duration.ofHours(5), "First").verdict())
        .isEqualTo(Verdict.SUCCEEDED);
    Ending.within(harness, Duration.ofHours(5), "Later");
    scans.next();
    assertThat(scans.states())
        .containsEntry("First", FileState.MOVED)
        .containsEntry("Later", FileState.MOVED);
    assertThat(Scans.keys(harness))
        .containsExactly(
            "monitors/BrokenSpotFleetRequestId.json",
            "monitors/OldSpotFleetRequestId.json",
            "monitors/deeper/DeepSpotFleetRequestId.json",
            "monitors/finished/FirstSpotFleetRequestId.json",
            "monitors/finished/LaterSpotFleetRequestId.json");
    assertThat(old.machines()).anyMatch(SimulatedMachine::alive);
  }

  @Test
  void handsAFileThatStartClusterHasOverwrittenToTheRunningMonitor() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(60));
    Scans scans = firstScanOf(run);
    String second = run.startAnotherFleet(2);
    String text = run.monitorFileJson().replace(run.fleetIds().get(0), second);

    Scans.put(harness, Scans.name("Plates"), text);
    ScanReport report = scans.next();

    assertThat(report.happened()).first().asString().contains("was handed to monitor-Plates");
    assertThat(harness.status("Plates").fleets())
        .extracting(FleetRecord::fleetId)
        .contains(run.fleetIds().get(0), second);
    Ending.within(harness, Duration.ofHours(6), "Plates");
    assertThat(run.machines()).noneMatch(SimulatedMachine::alive);
    scans.next();
    assertThat(scans.states()).containsEntry("Plates", FileState.MOVED);
  }

  @Test
  void scansThatOverlapStartOneMonitor() {
    SimulatedRun run = harness.setUp(spec("Plates"));
    Scans.upload(harness, run);

    List<ScanReport> reports = Scans.atOnce(harness, "one", "two", "three");

    assertThat(reports)
        .flatExtracting(ScanReport::files)
        .extracting(TrackedFile::state)
        .containsOnly(FileState.WATCHED);
    assertThat(reports)
        .flatExtracting(ScanReport::happened)
        .filteredOn(
            sentence ->
                sentence.equals(Scans.name("Plates") + ": monitor-Plates watches the run now."))
        .hasSize(1);
  }

  @Test
  void startsAStoppedRunOnlyOnceItsFileHasOtherContent() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = firstScanOf(run);
    harness.monitor("Plates").stopMonitoring();
    scans.next();
    String ended = harness.execution("Plates").getRunId();

    Scans.putEncrypted(harness, Scans.name("Plates"), run.monitorFileJson());
    ScanReport again = scans.next();
    Map<String, FileState> still = scans.states();
    String unchanged = harness.execution("Plates").getRunId();
    Scans.put(harness, Scans.name("Plates"), run.monitorFileJson() + "\n");
    scans.next();

    assertThat(again.happened()).isEmpty();
    assertThat(still).containsEntry("Plates", FileState.ENDED);
    assertThat(unchanged).isEqualTo(ended);
    assertThat(scans.states()).containsEntry("Plates", FileState.WATCHED);
    assertThat(harness.execution("Plates").getRunId()).isNotEqualTo(ended);
  }

  @Test
  void startsNoRunTwiceWhoseFinishedFileIsPutBack() {
    SimulatedRun run = harness.setUp(spec("Plates"));
    Scans scans = firstScanOf(run);
    Ending.within(harness, Duration.ofHours(5), "Plates");
    scans.next();
    String ended = harness.execution("Plates").getRunId();

    Scans.upload(harness, run);
    scans.next();

    assertThat(Scans.keys(harness)).containsExactly("monitors/finished/" + Scans.name("Plates"));
    assertThat(harness.execution("Plates").getRunId()).isEqualTo(ended);
  }

  @Test
  void reportsAFileWhoseFleetDoesNotServeTheQueueAndLooksAgain() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(500));
    SimulatedRun other = harness.setUp(spec("Other").jobs(500));
    String wrong = run.monitorFileJson().replace(run.fleetId(), other.fleetId());
    Scans.put(harness, Scans.name("Plates"), wrong);
    Scans scans = Scans.begin(harness);

    scans.next();
    TrackedFile reported = scans.file("Plates");
    scans.next();
    scans.next();

    assertThat(reported.state()).isEqualTo(FileState.REPORTED);
    assertThat(reported.notes()).first().asString().contains("belongs to the run Other");
    assertThat(scans.file("Plates").looks()).isEqualTo(2);
    assertThat(scans.file("Plates").since()).isEqualTo(reported.since());
    assertThat(scans.report().happened()).isEmpty();
    Scans.upload(harness, run);
    scans.next();
    assertThat(scans.file("Plates").state()).isEqualTo(FileState.WATCHED);
  }

  @Test
  void startsAReportedFileOnceNothingSpeaksAgainstItAnyMore() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(500));
    Scans.upload(harness, run);
    harness
        .region()
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(run.fleetId()).terminateInstances(true));
    Scans scans = Scans.begin(harness);
    scans.next();
    TrackedFile reported = scans.file("Plates");

    run.drain();
    scans.next();

    assertThat(reported.notes())
        .first()
        .asString()
        .contains("jobs remain in the queue PlatesQueue");
    assertThat(scans.file("Plates").state()).isEqualTo(FileState.WATCHED);
  }

  @Test
  void reportsAFileThatNamesAnotherQueueForARunThatIsWatched() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(500));
    harness.watch(run);
    harness.pass(Duration.ofMinutes(1));
    String other = run.monitorFileJson().replace("\"" + run.spec().bucket(), "\"another-bucket");
    Scans.put(harness, Scans.name("Plates"), other);
    Scans scans = Scans.begin(harness);

    scans.next();

    assertThat(scans.file("Plates").state()).isEqualTo(FileState.REPORTED);
    assertThat(scans.file("Plates").notes())
        .first()
        .isEqualTo("monitor-Plates watches another run of this name.");
  }

  @Test
  void losesNothingWhenAwsRefusesAScan() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = firstScanOf(run);
    ScanReport before = scans.report();

    harness.region().faults().refuse("s3:ListObjectsV2");
    ScanReport refused = scans.next();
    harness.region().faults().allow("s3:ListObjectsV2");
    ScanReport after = scans.next();

    assertThat(refused.problem())
        .startsWith("s3:ListBucket was refused: Access Denied")
        .contains("Allow s3:ListBucket for the worker's role");
    assertThat(refused.files()).isEqualTo(before.files());
    assertThat(after.problem()).isEmpty();
    assertThat(after.files()).isEqualTo(before.files());
  }

  @Test
  void waitsALittleForAwsAndLeavesTheRestToTheNextScan() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = firstScanOf(run);
    List<TrackedFile> before = scans.report().files();
    var broken =
        AwsErrors.of("s3:ListObjectsV2").stream()
            .filter(row -> row.code().equals("ServiceUnavailable"))
            .findFirst()
            .orElseThrow();

    harness.region().faults().failAll(broken::thrown);
    harness.pass(Duration.ofMinutes(20));
    ScanReport during = scans.report();
    harness.region().faults().failAll(null);
    harness.pass(Duration.ofMinutes(10));

    assertThat(during.problem()).contains("Service is unable to handle request");
    assertThat(during.files()).isEqualTo(before);
    assertThat(scans.report().problem()).isEmpty();
    assertThat(scans.report().files()).isEqualTo(before);
  }

  @Test
  void triesAMoveThatIsRefusedAgainAndStopsForNothing() {
    SimulatedRun run = harness.setUp(spec("Plates"));
    Scans scans = firstScanOf(run);
    harness.region().faults().refuse("s3:DeleteObject");
    Ending.within(harness, Duration.ofHours(5), "Plates");
    SimulatedRun later = harness.setUp(spec("Later"));
    Scans.upload(harness, later);

    scans.next();
    TrackedFile stuck = scans.file("Plates");
    harness.region().faults().allow("s3:DeleteObject");
    scans.next();

    assertThat(stuck.state()).isEqualTo(FileState.CLEANED);
    assertThat(stuck.notes())
        .first()
        .asString()
        .startsWith("It could not be moved away: s3:DeleteObject was refused");
    assertThat(scans.states())
        .isEqualTo(Map.of("Plates", FileState.MOVED, "Later", FileState.WATCHED));
  }

  @Test
  void oneFileThatCannotBeReadStopsNoOther() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    SimulatedRun other = harness.setUp(spec("Other").jobs(2000));
    Scans.upload(harness, other);
    Scans.upload(harness, run);
    harness
        .region()
        .faults()
        .fail(
            "s3:GetObject",
            1,
            () ->
                AwsErrors.of("s3:GetObject").stream()
                    .filter(row -> row.code().equals("InvalidObjectState"))
                    .findFirst()
                    .orElseThrow()
                    .thrown());
    Scans scans = Scans.begin(harness);

    scans.next();
    Map<String, FileState> first = scans.states();
    scans.next();

    assertThat(first.values()).containsExactlyInAnyOrder(FileState.WAITING, FileState.WATCHED);
    assertThat(scans.states().values()).containsOnly(FileState.WATCHED);
  }

  @Test
  void anUnchangedBucketCostsOneListingAndFewEvents() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = firstScanOf(run);
    scans.next();
    harness.region().calls().clear();

    scans.next();

    assertThat(harness.region().calls().all())
        .extracting(Call::operation)
        .filteredOn(operation -> operation.startsWith("s3:"))
        .containsExactly("s3:ListObjectsV2");
    assertThat(scans.report().happened()).isEmpty();
    assertThat(scans.eventsOfAScan()).isLessThanOrEqualTo(17);
  }

  @Test
  void readsEveryPageOfABucket() {
    harness.region().faults().pages(2, "");
    for (int i = 0; i < 7; i++) {
      Scans.put(harness, Scans.name("Broken" + i), "{");
      Scans.put(harness, "deep" + i + "/x", "{");
    }
    Scans scans = Scans.begin(harness);

    scans.next();

    assertThat(scans.states()).hasSize(7);
  }

  @Test
  void bearsALongNameInAnyScript() {
    String name = "\u6e2c".repeat(248) + "SpotFleetRequestId.json";
    Scans.put(harness, name, "{");
    Scans scans = Scans.begin(harness);

    ScanReport report = scans.next();

    assertThat(report.files()).extracting(TrackedFile::name).containsExactly(name);
    assertThat(scans.longestSummary()).isLessThan(400);
  }

  @Test
  void watchesARunInTheRegionThatItsFileNames() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    String text = run.monitorFileJson().strip();
    String elsewhere =
        text.substring(0, text.length() - 1) + ", \"MONITOR_REGION\": \"eu-west-1\"}";
    Scans.put(harness, Scans.name("Plates"), elsewhere);
    Scans scans = Scans.begin(harness);

    scans.next();

    assertThat(harness.status("Plates").run().region()).isEqualTo("eu-west-1");
  }

  @Test
  void aFileThatSomebodyTakesAwayLeavesItsMonitorOn() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = firstScanOf(run);
    harness
        .region()
        .s3()
        .deleteObject(b -> b.bucket(Scans.BUCKET).key("monitors/" + Scans.name("Plates")));

    scans.next();
    Map<String, FileState> gone = scans.states();
    Scans.upload(harness, run);
    scans.next();

    assertThat(gone).isEqualTo(Map.of("Plates", FileState.GONE));
    assertThat(scans.states()).isEqualTo(Map.of("Plates", FileState.WATCHED));
    assertThat(TemporalNames.workflowId("Plates")).isEqualTo(scans.file("Plates").workflowId());
  }

  /** Scans of a bucket in which the run's file lies, once the first of them has ended. */
  private Scans firstScanOf(SimulatedRun run) {
    Scans.upload(harness, run);
    Scans scans = Scans.begin(harness);
    scans.next();
    return scans;
  }

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app).machines(2).jobs(10).jobDuration(Duration.ofMinutes(5));
  }
}
