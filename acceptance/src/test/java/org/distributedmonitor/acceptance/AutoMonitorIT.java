package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.automonitor.ScanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that nobody starts a monitor for: their monitor files lie in a bucket, that is all. */
@Timeout(600)
class AutoMonitorIT extends AutoMonitorSite {

  private static final String SCHEDULE = "auto-monitor-bucket-name";

  @Test
  void threeRunsInOneBucketAreWatchedAndCleanedWithNothingTypedButEnable() {
    RunInMoto old = RunInMoto.create(MOTO.aws(), RunPlan.named("Old_Run").sized(1, 0, 4));
    Starter.Outcome enabled = bucket.enable("5s");
    assertThat(enabled.exitCode()).as(enabled.toString()).isZero();
    assertThat(enabled.stdout())
        .contains("Auto-Monitor is enabled for s3://bucket-name/monitors/")
        .contains("One monitor file lies there already and is left alone until it changes:")
        .contains("  - Old_RunSpotFleetRequestId.json");

    RunInMoto twoFleets = withTwoFleets("Plates");
    bucket.put("BrokenSpotFleetRequestId.json", "{\"MONITOR_APP_NAME\": \"Broken \"");
    bucket.awaitState("Plates", "WATCHED");
    RunInMoto second = RunInMoto.create(MOTO.aws(), RunPlan.named("Plates_2").sized(2, 1, 4));
    bucket.awaitState("Plates_2", "WATCHED");
    RunInMoto later = RunInMoto.create(MOTO.aws(), RunPlan.named("Later").sized(2, 0, 4));
    bucket.awaitState("Later", "WATCHED");
    assertThat(starter.run("auto-monitor", "list").stdout())
        .containsPattern("PlatesSpot\\S+ +watched by monitor-Plates \\(WATCHING\\), since ")
        .containsPattern("BrokenSpot\\S+ +cannot be read, since .*\n +the file: found a text")
        .contains("1 older file is left alone");
    List.of(twoFleets, second, later).forEach(run -> run.drain(100));

    for (RunInMoto run : List.of(twoFleets, second, later)) {
      bucket.awaitState(run.plan().app(), "MOVED");
      new RunRemains(MOTO.aws(), run).assertOnlyBillableThingsAreGone();
    }
    assertThat(fleetStates()).containsOnlyOnce("active");
    assertThat(new RunRemains(MOTO.aws(), old).fleetState()).isEqualTo("active");
    assertThat(bucket.keys())
        .contains(
            "monitors/Old_RunSpotFleetRequestId.json",
            "monitors/BrokenSpotFleetRequestId.json",
            "monitors/finished/PlatesSpotFleetRequestId.json",
            "monitors/finished/Plates_2SpotFleetRequestId.json",
            "monitors/finished/LaterSpotFleetRequestId.json")
        .doesNotContain("monitors/PlatesSpotFleetRequestId.json");
    // A scan or two later, the newest that has ended is one that had nothing more to do.
    await().atMost(Duration.ofMinutes(1)).untilAsserted(this::assertReadableInTheWebUi);
  }

  @Test
  void aStartClusterInTheMiddleOfARunLeavesBothFleetsCancelled() {
    bucket.create();
    assertThat(bucket.enable("5s").exitCode()).isZero();
    RunInMoto run = RunInMoto.create(MOTO.aws(), RunPlan.named("Plates").sized(2, 1, 4));
    bucket.awaitState("Plates", "WATCHED");

    String another = run.requestAnotherFleet();
    run.upload(
        Map.of(
            "MONITOR_FLEET_ID",
            another,
            "MONITOR_START_TIME",
            Long.toString(Instant.now().toEpochMilli())));
    await()
        .atMost(ScannedBucket.PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(watchedFleets("Plates")).contains(run.fleetId(), another));
    run.drain(100);

    bucket.awaitState("Plates", "MOVED");
    assertThat(fleetStates()).hasSize(2).allMatch(state -> state.startsWith("cancelled"));
    assertThat(new FleetMachines(MOTO.aws()).of(another)).isEmpty();
    new RunRemains(MOTO.aws(), run).assertOnlyBillableThingsAreGone();
    assertThat(monitors.runsOf("monitor-Plates")).hasSize(1);
  }

  @Test
  void whatScansKnowSurvivesRefusalsTerminationAndAChangeOfTheSchedule() {
    bucket.create();
    assertThat(bucket.enable("5s").exitCode()).isZero();
    RunInMoto.create(MOTO.aws(), RunPlan.named("Plates").sized(1, 0, 4));
    bucket.awaitState("Plates", "WATCHED");
    JsonNode known = bucket.file("Plates");

    Starter.Outcome again = bucket.enable("4s", "--cheapest");
    MOTO.front().fault(Fault.refuse("ListObjectsV2"));
    awaitProblem("s3:ListBucket was refused");
    assertThat(bucket.file("Plates")).isEqualTo(known);
    MOTO.front().clearFaults();
    awaitProblem("");
    MOTO.front().fault(Fault.hang("ListObjectsV2"));
    await()
        .atMost(ScannedBucket.PATIENCE)
        .untilAsserted(() -> assertThat(monitors.running("AutoMonitorWorkflow")).isNotEmpty());
    String terminated = monitors.running("AutoMonitorWorkflow").get(0);
    monitors.terminate(terminated);
    MOTO.front().clearFaults();
    awaitScanAfter(terminated);

    assertThat(again.stdout())
        .contains("Auto-Monitor was enabled for s3://bucket-name/monitors/ already")
        .contains("  - It is looked through every 4 s, not every 5 s.")
        .contains("  - Runs that are started from now on are lowered to one machine.");
    assertThat(bucket.file("Plates")).isEqualTo(known);
    assertThat(monitors.runsOf("monitor-Plates")).hasSize(1);
    assertDisabled();
  }

  @Test
  void olderFilesAreWatchedWhenThatIsAskedForAndABucketThatIsNotThereIsRefused() {
    RunInMoto.create(MOTO.aws(), RunPlan.named("Plates").sized(1, 0, 4));
    bucket.put("BrokenSpotFleetRequestId.json", "{}");
    String topic = MOTO.aws().sns().createTopic(c -> c.name("Monitor")).topicArn();
    String function = "arn:aws:lambda:us-east-1:123456789012:function:Monitor";
    MOTO.aws().sns().subscribe(s -> s.topicArn(topic).protocol("lambda").endpoint(function));

    Starter.Outcome nowhere = starter.run("auto-monitor", "enable", "--bucket", "no-such-bucket");
    Starter.Outcome none = starter.run("auto-monitor", "list");
    Starter.Outcome enabled = bucket.enable("5s", "--existing", "--yes", "-o", "json");

    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.stderr())
        .startsWith(
            "starter: the look into s3://no-such-bucket/monitors/ failed: there is no bucket"
                + " no-such-bucket (")
        .hasLineCount(1);
    assertThat(none.stdout()).startsWith("Auto-Monitor is not enabled for any bucket. ");
    assertThat(enabled.json().path("prospects").findValuesAsText("would"))
        .containsExactly("UNREADABLE", "WATCHED");
    assertThat(enabled.stderr()).contains(function, topic, "DCP's own Auto-Monitor is on");
    bucket.awaitState("Plates", "WATCHED");
    bucket.awaitState("Broken", "UNREADABLE");
  }

  /** What the Web UI shows is what the server answers: note, summaries, results in sentences. */
  private void assertReadableInTheWebUi() {
    ScheduleDescription schedule = monitors.schedule(SCHEDULE);
    assertThat(schedule.getSchedule().getState().getNote())
        .startsWith("Looks every 5 s for monitor files in s3://bucket-name/monitors/ and starts a")
        .contains("1 older one is left alone");
    var recent = schedule.getInfo().getRecentActions();
    String scan =
        ((ScheduleActionExecutionStartWorkflow) recent.get(recent.size() - 2).getAction())
            .getWorkflowId();
    assertThat(scan).startsWith("scan-bucket-name-2");
    WorkflowExecutionDescription described = monitors.describe(scan);
    assertThat(described.getStaticSummary())
        .isEqualTo("Looks for monitor files in s3://bucket-name/monitors/");
    ScanReport report = monitors.result(scan, ScanReport.class);
    assertThat(report.summary()).isEqualTo("1 cannot be read, 3 finished, 1 older, left alone.");
    assertThat(monitors.activitySummaries(scan))
        .containsExactly("List the monitor files in s3://bucket-name/monitors/");
  }

  private void assertDisabled() {
    Starter.Outcome disabled =
        starter.run("auto-monitor", "disable", "--bucket", ScannedBucket.NAME);
    Starter.Outcome twice = starter.run("auto-monitor", "disable", "--bucket", ScannedBucket.NAME);

    assertThat(disabled.exitCode()).as(disabled.toString()).isZero();
    assertThat(disabled.stdout())
        .startsWith("s3://bucket-name/monitors/ is looked through no longer. ")
        .contains("The monitors that run go on (monitor-Plates)");
    assertThat(twice.exitCode()).isEqualTo(3);
    assertThat(starter.run("auto-monitor", "list", "-o", "json").json()).isEmpty();
    assertThat(starter.run("status", "--app", "Plates").exitCode()).isZero();
  }

  private RunInMoto withTwoFleets(String app) {
    RunInMoto run = RunInMoto.withoutMonitorFile(MOTO.aws(), RunPlan.named(app).sized(2, 1, 4));
    String another = run.requestAnotherFleet();
    run.upload(Map.of("MONITOR_FLEET_IDS", List.of(run.fleetId(), another)));
    return run;
  }

  private List<String> fleetStates() {
    return MOTO.aws().ec2().describeSpotFleetRequests().spotFleetRequestConfigs().stream()
        .map(fleet -> fleet.spotFleetRequestStateAsString())
        .toList();
  }

  private List<String> watchedFleets(String app) {
    return starter
        .run("status", "--app", app, "-o", "json")
        .json()
        .path("fleets")
        .findValuesAsText("fleetId");
  }

  private void awaitProblem(String beginning) {
    await()
        .atMost(ScannedBucket.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              String problem = bucket.listed().at("/report/problem").asText();
              assertThat(problem).matches(beginning.isEmpty() ? "" : "(?s)" + beginning + ".*");
            });
  }

  private void awaitScanAfter(String workflowId) {
    await()
        .atMost(ScannedBucket.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode last = bucket.listed().path("lastScan");
              assertThat(last.path("workflowId").asText()).isGreaterThan(workflowId);
              assertThat(last.path("ending").asText()).isEqualTo("completed");
            });
  }
}
