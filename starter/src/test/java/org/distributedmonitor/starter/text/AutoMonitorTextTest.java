package org.distributedmonitor.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.MonitorFolder;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;
import org.junit.jupiter.api.Test;

final class AutoMonitorTextTest {

  private static final Instant NOW = Instant.parse("2026-03-02T14:06:00Z");
  private static final AutoMonitor ORDER =
      new AutoMonitor(
          new MonitorFolder("lab", "monitors/"), Duration.ofMinutes(5), null, List.of());

  private final AutoMonitorText text =
      new AutoMonitorText(new Spans(NOW, ZoneOffset.UTC), 100, false);

  private static TrackedFile file(String app, FileState state, String... notes) {
    return new TrackedFile(
        app + "SpotFleetRequestId.json",
        "1",
        "d",
        state,
        app,
        state == FileState.WATCHED ? "monitor-" + app : "",
        List.of(notes),
        NOW.minusSeconds(3600),
        1,
        state == FileState.REPORTED ? NOW.plusSeconds(600) : null);
  }

  private static ScanReport report(int older, TrackedFile... files) {
    return new ScanReport("A summary.", NOW, "", List.of(), List.of(files), older);
  }

  @Test
  void showsHowEachFileStands() {
    ScanReport report =
        report(
            2,
            file("A", FileState.WATCHED),
            file("B", FileState.UNREADABLE, "the file: found nothing; wanted a monitor file"),
            file("C", FileState.REPORTED, "The fleet sfr-1 belongs to the run D."),
            file("E", FileState.ENDED, "monitor-E has ended: it was stopped."),
            file("F", FileState.MOVED),
            file("G", FileState.WAITING, "AWS did not answer."));

    text.folder(ORDER, false);
    text.lastScan(NOW.minusSeconds(180), NOW.minusSeconds(177), "completed", report);
    text.nextScan(NOW.plusSeconds(120));
    text.schedule("auto-monitor-lab", "");
    text.files(report, Map.of("monitor-A", "WATCHING"), ORDER);

    assertThat(text)
        .hasToString(
            """
            s3://lab/monitors/: looked through every 5 min
            Last scan  14:03 (3 min ago), took 3 s: A summary.
            Next scan  14:08 (in 2 min)
            Schedule   auto-monitor-lab

              ASpotFleetRequestId.json  watched by monitor-A (WATCHING), since 13:06
              BSpotFleetRequestId.json  cannot be read, since 13:06; looked at again when it changes
                   the file: found nothing; wanted a monitor file
              CSpotFleetRequestId.json  not started, since 13:06; looked at again in 10 min
                   The fleet sfr-1 belongs to the run D.
              ESpotFleetRequestId.json  not started again until it changes, since 13:06
                   monitor-E has ended: it was stopped.
              FSpotFleetRequestId.json  finished; moved away, since 13:06
              GSpotFleetRequestId.json  waiting; the next scan tries again
                   AWS did not answer.

            2 older files are left alone; `auto-monitor enable --existing` shows what it would do, and asks.
            """);
  }

  @Test
  void saysOfAFileThatLostItsMonitorWhenItGetsAnother() {
    TrackedFile lost =
        file("A", FileState.WATCHED)
            .watchedAnewBy("monitor-A", List.of(), NOW, NOW.plusSeconds(600))
            .cutOff(List.of("monitor-A has failed."), NOW, Duration.ofHours(1));

    text.files(report(0, lost), Map.of(), ORDER);

    assertThat(text)
        .hasToString(
            """

              ASpotFleetRequestId.json  not watched any more, since 14:06; looked at again in 10 min
                   monitor-A has failed.
            """);
  }

  @Test
  void callsNoFileWatchedWhoseMonitorHasEndedSinceTheScan() {
    text.files(report(0, file("A", FileState.WATCHED)), Map.of(), ORDER);

    assertThat(text)
        .hasToString(
            """

              ASpotFleetRequestId.json  monitor-A has ended; the next scan sees how
            """);
  }

  @Test
  void saysWhatAFolderWithoutFilesWaitsFor() {
    text.files(report(0), Map.of(), ORDER);

    assertThat(text)
        .hasToString(
            """

            No monitor file is there. startCluster uploads one if AUTO_MONITOR = 'True'.
            """);
  }

  @Test
  void saysThatNoScanHasEndedThatOneFailedAndThatItIsPaused() {
    text.folder(ORDER, true);
    text.lastScan(NOW.minusSeconds(60), NOW, "timed out", ScanReport.none());
    text.nextScan(null);
    text.files(ScanReport.none(), Map.of(), ORDER);

    assertThat(text)
        .hasToString(
            """
            s3://lab/monitors/: looked through every 5 min, but paused
            Last scan  14:05 (1 min ago), timed out; the next one goes on from the one before
            Next scan  none; unpause the schedule in the Web UI, or enable it again

            No scan has ended yet.
            """);
  }

  @Test
  void asksForAWorkerWhenAScanGoesOnForLong() {
    text.lastScan(NOW.minusSeconds(60), null, "running", ScanReport.none());
    text.lastScan(NOW.minusSeconds(61), null, "running", ScanReport.none());

    assertThat(text)
        .hasToString(
            """
            Last scan  14:05 (1 min ago), goes on
            Last scan  14:04 (1 min ago), goes on; does a worker run (bin/worker)?
            """);
  }

  @Test
  void namesTheFirstOfManyOlderFiles() {
    text.older(
        IntStream.range(0, 23)
            .mapToObj(i -> new FileMark("Run" + i + "SpotFleetRequestId.json", "1"))
            .toList());

    assertThat(text.toString())
        .contains("23 monitor files lie there already and are left alone until they change:")
        .contains("  - Run19SpotFleetRequestId.json\n  - and 3 more\n")
        .doesNotContain("Run20");
  }

  @Test
  void showsNoSignsThatATerminalObeys() {
    text.older(List.of(new FileMark("\u001b[2JSpotFleetRequestId.json", "1")));

    assertThat(text.toString()).contains("  - ?[2JSpotFleetRequestId.json");
  }

  @Test
  void showsWhatWouldBecomeOfOlderFiles() {
    text.prospects(
        List.of(
            new Prospect("A.json", FileState.WATCHED, "A", List.of("sfr-1", "sfr-2"), List.of()),
            new Prospect("B.json", FileState.REPORTED, "B", List.of("sfr-3"), List.of("Why.")),
            new Prospect("C.json", FileState.UNREADABLE, "", List.of(), List.of("A fault.")),
            new Prospect("D.json", FileState.MOVED, "D", List.of(), List.of()),
            new Prospect("E.json", FileState.WAITING, "", List.of(), List.of("Late."))));

    assertThat(text)
        .hasToString(
            """
              A.json  would be watched: the run A with sfr-1, sfr-2
              B.json  would not be started
                   Why.
              C.json  cannot be read
                   A fault.
              D.json  its run is over; it would be moved away
              E.json  could not be looked at; a scan would try again
                   Late.

            """);
  }
}
