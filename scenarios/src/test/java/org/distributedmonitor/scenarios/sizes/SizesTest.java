package org.distributedmonitor.scenarios.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedMachine;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.Scans;
import org.distributedmonitor.testkit.Told;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.testkit.region.Tags;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The largest run that a monitor is made for; the harness fails whatever is told in too much. */
@Tag("slow")
@Timeout(120)
class SizesTest {

  private static final String APP = "Plates";
  private static final int FLEETS = 50;
  private static final int MACHINES = 10_000;

  /** Fleets are seen, but neither their machines nor is anything changed. */
  private static final String ONLY_LOOKING =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
        "iam:SimulatePrincipalPolicy", "sts:GetCallerIdentity", "sqs:GetQueueUrl",
        "sqs:GetQueueAttributes", "ec2:DescribeSpotFleetRequests"]}]}
      """;

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @Test
  void whatIsLeftIsCountedAndTheFirstOfItNamed() throws IOException {
    SimulatedRun run = largest();
    harness.watch(harness.request(run, run.fleetIds()));
    harness.pass(Duration.ofMinutes(25));
    harness.region().faults().refuse("ec2:CancelSpotFleetRequests");
    harness.region().faults().refuse("cloudwatch:DeleteAlarms");
    run.drain();
    harness.passUntil(
        APP,
        Duration.ofHours(1),
        it -> it.phase() == Phase.NEEDS_ATTENTION && !it.leftovers().isEmpty());
    harness.continueAsNew(APP);
    harness.pass(Duration.ofMinutes(70));
    MonitorStatus status = harness.status(APP);

    assertThat(Told.count(status.leftovers(), Kind.FLEET)).isEqualTo(FLEETS);
    assertThat(Told.names(status.leftovers(), Kind.FLEET)).hasSize(FLEETS);
    for (Kind kind : List.of(Kind.MACHINE, Kind.ALARM)) {
      assertThat(Told.count(status.leftovers(), kind)).isEqualTo(MACHINES);
      assertThat(Told.names(status.leftovers(), kind)).hasSize(Leftover.MOST_NAMED);
    }
    assertThat(status.wholeList().location()).endsWith("/monitors/Plates/left.json");
    assertThat(named(run, "MACHINE")).isEqualTo(ids(run));
    assertThat(named(run, "ALARM")).hasSize(MACHINES);

    harness.monitor(APP).stopMonitoring();
    MonitorReport report = Ending.within(harness, Duration.ofHours(1), APP);
    assertThat(Told.count(report.leftovers(), Kind.MACHINE)).isEqualTo(MACHINES);
    assertThat(report.wholeList()).isEqualTo(status.wholeList());
  }

  @Test
  void tenThousandProtectedMachinesStay() throws IOException {
    SimulatedRun run = largest();
    harness.watch(harness.request(run, run.fleetIds()));
    harness.pass(Duration.ofMinutes(5));
    ids(run).forEach(id -> Tags.protectInEc2(harness.region(), id));
    harness.pass(Duration.ofMinutes(20));
    MonitorStatus status = harness.status(APP);
    run.drain();

    MonitorReport report = Ending.within(harness, Duration.ofHours(3), APP);

    assertThat(status.warnings())
        .hasSizeLessThanOrEqualTo(31)
        .anyMatch(it -> it.startsWith("Many machines of the fleet "));
    assertThat(ids(run)).hasSize(MACHINES);
    assertThat(harness.region().calls().of("ec2:TerminateInstances")).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(report.leftovers()).allMatch(Leftover::kept);
    assertThat(Told.count(report.leftovers(), Kind.MACHINE)).isEqualTo(MACHINES);
    assertThat(named(run, "MACHINE")).isEqualTo(ids(run));
  }

  @Test
  void aPlanCountsAndNamesTheFirst() {
    SimulatedRun run = largest();
    harness.pass(Duration.ofMinutes(15));

    RunPlan plan = harness.plan(new PlanOrder(Runs.of(run), run.fleetIds()));

    assertThat(plan.found())
        .filteredOn(it -> it.thing() == Found.Thing.MACHINES || it.thing() == Found.Thing.ALARMS)
        .allMatch(it -> it.count() == MACHINES && it.names().size() == 50);
    assertThat(plan.steps()).anyMatch(it -> it.count() == MACHINES && it.names().size() == 50);
  }

  /** Every fleet is refused for itself, in everything that is asked of it. */
  @Test
  void whatIsRefusedOfFiftyFleetsIsToldInFew() {
    SimulatedRun run = largest();
    harness.pass(Duration.ofMinutes(15));
    harness.region().attachPolicy(ONLY_LOOKING);
    harness.watch(harness.request(run, run.fleetIds()));
    harness.pass(Duration.ofMinutes(25));
    MonitorStatus watching = harness.status(APP);
    harness.monitor(APP).finishNow();
    harness.passUntil(
        APP,
        Duration.ofHours(1),
        it -> it.phase() == Phase.NEEDS_ATTENTION && !it.leftovers().isEmpty());
    harness.continueAsNew(APP);
    harness.pass(Duration.ofMinutes(70));

    assertThat(watching.preflight().findings()).isNotEmpty();
    assertThat(Told.count(harness.status(APP).leftovers(), Kind.FLEET)).isEqualTo(FLEETS);
    assertThat(harness.status(APP).wholeList().problem()).contains("s3:PutObject was refused");
    assertThat(harness.sizes().largest()).containsKey("state of MonitorWorkflow");
  }

  @Test
  void aScanOfTheMostFilesTakesInWhatHasRoom() {
    for (int i = 0; i < 1_300; i++) {
      String app = "2021_12_13_Project_" + i;
      Scans.put(harness, Scans.name(app), "{\"MONITOR_APP_NAME\": \"" + app + "\"}");
    }

    Scans scans = Scans.begin(harness);
    scans.next();
    ScanReport report = scans.next();

    assertThat(report.problem()).isEmpty();
    assertThat(report.files()).hasSizeBetween(300, 800);
    assertThat(report.happened()).hasSizeLessThanOrEqualTo(51);
    assertThat(report.summary())
        .contains((1_300 - report.files().size()) + " more wait until others are over");
    assertThat(harness.sizes().largest()).containsKey("result of ListMonitorFiles");
  }

  private SimulatedRun largest() {
    SimulatedRun run =
        harness.setUp(
            RunSpec.builder(APP)
                .machines(MACHINES / FLEETS)
                .jobs(MACHINES + 100)
                .serviceTasks(MACHINES)
                .jobDuration(Duration.ofHours(12))
                .visibilityTimeout(Duration.ofHours(12)));
    for (int i = 1; i < FLEETS; i++) {
      run.startAnotherFleet(MACHINES / FLEETS);
    }
    return run;
  }

  private static Set<String> ids(SimulatedRun run) {
    Set<String> ids = new HashSet<>();
    Observed.alive(run).stream().map(SimulatedMachine::id).forEach(ids::add);
    return ids;
  }

  /** What of a kind the file in the bucket names. */
  private Set<String> named(SimulatedRun run, String kind) throws IOException {
    String bucket = run.spec().bucket();
    JsonNode file =
        new ObjectMapper()
            .readTree(
                harness
                    .region()
                    .s3()
                    .getObjectAsBytes(b -> b.bucket(bucket).key("monitors/Plates/left.json"))
                    .asByteArray());
    Set<String> names = new HashSet<>();
    for (JsonNode group : file.path("left")) {
      if (group.path("kind").asText().equals(kind)) {
        group.path("names").forEach(name -> names.add(name.asText()));
      }
    }
    return names;
  }
}
