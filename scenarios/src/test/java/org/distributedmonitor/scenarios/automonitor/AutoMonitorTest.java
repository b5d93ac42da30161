package org.distributedmonitor.scenarios.automonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Scans;
import org.distributedmonitor.testkit.region.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose monitor nobody starts: scan after scan of a bucket in which their files appear. */
@Timeout(120)
class AutoMonitorTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          }, The object is closed before CLEAN_DASHBOARD
          ``, There is no comma before CLEAN_DASHBOARD
          """)
  void watchesTheRunsWhoseFilesStartClusterClosesTooEarly(String instead, String slip) {
    SimulatedRun run = harness.setUp(spec("Plates").dashboard(true));
    String text = Scans.withoutComma(run, instead);
    Scans.put(harness, Scans.name("Plates"), text);
    Scans scans = Scans.begin(harness);

    ScanReport report = scans.next();

    assertThat(report.happened())
        .containsExactly(Scans.name("Plates") + ": monitor-Plates watches the run now.");
    assertThat(scans.file("Plates").notes())
        .containsExactly(
            slip
                + ", as some versions of startCluster write it; CLEAN_DASHBOARD was read all the"
                + " same.");
    assertThat(harness.status("Plates").run().cleanDashboard()).isTrue();
    assertThat(Ending.within(harness, Duration.ofHours(5), "Plates").verdict())
        .isEqualTo(Verdict.SUCCEEDED);
    assertThat(harness.region().cloudWatch().listDashboards().dashboardEntries()).isEmpty();
    scans.next();
    assertThat(scans.states()).containsEntry("Plates", FileState.MOVED);
  }

  @Test
  void startsNothingForAnUploadThatWasCutOff() {
    SimulatedRun run = harness.setUp(spec("Plates").dashboard(true));
    String text = Scans.withoutComma(run, "}");
    Scans.put(harness, Scans.name("Plates"), text.substring(0, text.indexOf("True")));
    Scans scans = Scans.begin(harness);

    scans.next();

    assertThat(scans.states()).isEqualTo(Map.of("Plates", FileState.UNREADABLE));
    assertThat(scans.file("Plates").notes())
        .containsExactly(
            "the file: found a text that breaks off at line 8, column 22; wanted one JSON object,"
                + " as startCluster writes it");
  }

  @Test
  void handsAFileThatStartClusterHasOverwrittenToTheRunningMonitor() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(60));
    Scans scans = Scans.firstOf(harness, run);
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
  void aRunThatWasCleanedUpBeforeItWasEnabledIsNotStartedAgain() {
    SimulatedRun run = harness.setUp(spec("Plates"));
    harness.watch(run);
    MonitorReport report = Ending.within(harness, Duration.ofHours(5), "Plates");

    Scans scans = Scans.firstOf(harness, run);

    assertThat(scans.states()).containsExactly(Map.entry("Plates", FileState.MOVED));
    assertThat(Ending.reportOf(harness, "Plates")).isEqualTo(report);
    assertThat(Scans.keys(harness))
        .containsExactly("monitors/finished/PlatesSpotFleetRequestId.json");
  }

  @Test
  void aRunThatIsSetUpAfterTheOlderWasCleanedUpIsStarted() {
    SimulatedRun older = harness.setUp(spec("Plates"));
    Scans scans = Scans.firstOf(harness, older);
    MonitorReport first = Ending.within(harness, Duration.ofHours(5), "Plates");
    scans.next();
    Scans.upload(harness, harness.setUp(spec("Plates").jobs(40)));

    ScanReport started = scans.next();
    MonitorReport second = Ending.within(harness, Duration.ofHours(8), "Plates");

    assertThat(started.happened()).first().asString().contains("monitor-Plates watches the run");
    assertThat(Texts.inBucket(harness, first.run().reportKey(first.watchedSince())))
        .contains("\"mostJobsSeen\" : " + first.mostJobsSeen());
    assertThat(Texts.inBucket(harness, second.run().reportKey(second.watchedSince())))
        .isEqualTo(Texts.inBucket(harness, second.run().reportKey()))
        .contains("\"mostJobsSeen\" : 40");
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
  void aRunSetUpAgainWhileTheOlderIsCleanedUpGetsAMonitorOfItsOwn() {
    SimulatedRun older = harness.setUp(spec("Plates"));
    harness.region().faults().refuse("ecs:DeleteService");
    Scans scans = Scans.firstOf(harness, older);
    harness.passUntil(
        "Plates", Duration.ofHours(3), status -> status.phase() == Phase.NEEDS_ATTENTION);
    harness.region().faults().allow("ecs:DeleteService");

    SimulatedRun again = harness.setUp(spec("Plates").jobs(40));
    Scans.upload(harness, again);
    scans.next();
    String newer = scans.file("Plates").workflowId();
    Ending.within(harness, Duration.ofHours(3), "Plates");
    scans.next();
    Map<String, FileState> between = scans.states();
    Ending.within(harness, Duration.ofHours(8), TemporalNames.nameOf(newer));
    scans.next();

    assertThat(newer).isEqualTo("monitor-Plates-" + again.startedAtMillis());
    assertThat(between).containsEntry("Plates", FileState.WATCHED);
    assertThat(again.jobsDone()).isEqualTo(40);
    assertThat(scans.states()).containsEntry("Plates", FileState.MOVED);
  }

  @Test
  void startsAStoppedRunOnlyOnceItsFileHasOtherContent() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = Scans.firstOf(harness, run);
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
    Scans scans = Scans.firstOf(harness, run);
    Ending.within(harness, Duration.ofHours(5), "Plates");
    scans.next();
    String ended = harness.execution("Plates").getRunId();

    Scans.upload(harness, run);
    scans.next();

    assertThat(Scans.keys(harness)).containsExactly("monitors/finished/" + Scans.name("Plates"));
    assertThat(harness.execution("Plates").getRunId()).isEqualTo(ended);
  }

  @Test
  void startsARunAnewWhoseMonitorWasTerminatedLessAndLessOftenIfThatGoesOn() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = Scans.firstOf(harness, run);
    terminate("Plates");
    String first = harness.execution("Plates").getRunId();

    ScanReport anew = scans.next();
    TrackedFile watched = scans.file("Plates");
    String second = harness.execution("Plates").getRunId();
    terminate("Plates");
    ScanReport paused = scans.next();
    while (scans.file("Plates").state() == FileState.REPORTED) {
      scans.next();
    }

    assertThat(anew.happened())
        .containsExactly(
            Scans.name("Plates")
                + ": monitor-Plates was terminated, so that nobody watches the run.",
            Scans.name("Plates") + ": monitor-Plates watches the run now.");
    assertThat(watched.state()).isEqualTo(FileState.WATCHED);
    assertThat(watched.looks()).isEqualTo(1);
    assertThat(second).isNotEqualTo(first);
    assertThat(paused.happened()).first().asString().contains("monitor-Plates was terminated");
    assertThat(scans.file("Plates").looks()).isEqualTo(2);
    assertThat(scans.file("Plates").nextLook())
        .isAfterOrEqualTo(scans.file("Plates").since().plus(Duration.ofMinutes(10)));
    assertThat(harness.status("Plates").fleets())
        .extracting(FleetRecord::fleetId)
        .containsExactly(run.fleetId());
  }

  @Test
  void leavesARunAloneWhoseMonitorAPersonCancelled() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = Scans.firstOf(harness, run);
    WorkflowStub.fromTyped(harness.monitor("Plates")).cancel();
    harness.pass(Duration.ofMinutes(1));

    scans.next();
    scans.next();

    assertThat(scans.states()).containsEntry("Plates", FileState.ENDED);
    assertThat(scans.report().happened()).isEmpty();
  }

  private void terminate(String app) {
    WorkflowStub.fromTyped(harness.monitor(app)).terminate("for a test");
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
    Scans scans = Scans.firstOf(harness, run);
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

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app).machines(2).jobs(10).jobDuration(Duration.ofMinutes(5));
  }
}
