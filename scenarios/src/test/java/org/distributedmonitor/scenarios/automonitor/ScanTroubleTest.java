package org.distributedmonitor.scenarios.automonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Scans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What scans do when AWS does not do as asked, and what they cost when all is well. */
@Timeout(120)
class ScanTroubleTest {

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void losesNothingWhenAwsRefusesAScan() {
    SimulatedRun run = harness.setUp(spec("Plates").jobs(2000));
    Scans scans = Scans.firstOf(harness, run);
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
    Scans scans = Scans.firstOf(harness, run);
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
    Scans scans = Scans.firstOf(harness, run);
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
    Scans scans = Scans.firstOf(harness, run);
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

  private static RunSpec.Builder spec(String app) {
    return RunSpec.builder(app).machines(2).jobs(10).jobDuration(Duration.ofMinutes(5));
  }
}
