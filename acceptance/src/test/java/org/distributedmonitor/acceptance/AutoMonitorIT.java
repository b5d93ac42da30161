package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/** Runs that nobody starts a monitor for: their monitor files lie in a bucket, that is all. */
@Timeout(600)
class AutoMonitorIT {

  private static final String BUCKET = "bucket-name";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @RegisterExtension static final Moto MOTO = new Moto();

  private Processes processes;
  private TemporalDev temporal;
  private Starter starter;

  @BeforeEach
  void startTheProcesses() {
    processes = Processes.of(AutoMonitorIT.class);
    temporal = TemporalDev.start(processes);
    WorkerProcess.start(processes, temporal, MOTO.front())
        .process()
        .waitFor("Ready", Duration.ofSeconds(120));
    starter = new Starter(processes, temporal);
  }

  @AfterEach
  void endThem() {
    processes.close();
  }

  @Test
  void threeRunsInOneBucketAreWatchedAndCleanedWithNothingTypedButEnable() {
    RunInMoto old = RunInMoto.create(MOTO.aws(), RunPlan.named("Old_Run").sized(1, 0, 4));
    Starter.Outcome enabled = enable();
    assertThat(enabled.exitCode()).as(enabled.toString()).isZero();
    assertThat(enabled.stdout()).contains("Old_RunSpotFleetRequestId.json");

    RunInMoto twoFleets = withTwoFleets("Plates");
    put("BrokenSpotFleetRequestId.json", "{\"MONITOR_APP_NAME\": \"Broken \"");
    awaitState("PlatesSpotFleetRequestId.json", "WATCHED");
    RunInMoto second = RunInMoto.create(MOTO.aws(), RunPlan.named("Plates_2").sized(2, 1, 4));
    awaitState("Plates_2SpotFleetRequestId.json", "WATCHED");
    RunInMoto later = RunInMoto.create(MOTO.aws(), RunPlan.named("Later").sized(2, 0, 4));
    awaitState("LaterSpotFleetRequestId.json", "WATCHED");
    System.out.println(starter.run("auto-monitor", "list").stdout());
    awaitState("BrokenSpotFleetRequestId.json", "UNREADABLE");
    List.of(twoFleets, second, later).forEach(run -> run.drain(100));

    for (RunInMoto run : List.of(twoFleets, second, later)) {
      awaitState(run.plan().app() + "SpotFleetRequestId.json", "MOVED");
      new RunRemains(MOTO.aws(), run).assertOnlyBillableThingsAreGone();
    }
    System.out.println(starter.run("auto-monitor", "list").stdout());
    assertThat(keys())
        .contains(
            "monitors/Old_RunSpotFleetRequestId.json",
            "monitors/BrokenSpotFleetRequestId.json",
            "monitors/finished/PlatesSpotFleetRequestId.json",
            "monitors/finished/Plates_2SpotFleetRequestId.json",
            "monitors/finished/LaterSpotFleetRequestId.json");
    assertThat(new RunRemains(MOTO.aws(), old).fleetState()).isEqualTo("active");
  }

  private RunInMoto withTwoFleets(String app) {
    RunInMoto run = RunInMoto.withoutMonitorFile(MOTO.aws(), RunPlan.named(app).sized(2, 1, 4));
    String another = run.requestAnotherFleet();
    run.upload(Map.of("MONITOR_FLEET_IDS", List.of(run.fleetId(), another)));
    return run;
  }

  private Starter.Outcome enable(String... more) {
    return starter.run(
        Stream.of(
                List.of("auto-monitor", "enable", "--bucket", BUCKET, "--every", "5s"),
                Quick.TIMING,
                List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private void put(String name, String text) {
    MOTO.aws()
        .s3()
        .putObject(p -> p.bucket(BUCKET).key("monitors/" + name), RequestBody.fromString(text));
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    MOTO.aws().s3().listObjectsV2(l -> l.bucket(BUCKET)).contents().forEach(o -> keys.add(o.key()));
    return keys;
  }

  private void awaitState(String name, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(file(name).path("state").asText()).isEqualTo(state));
  }

  private JsonNode file(String name) {
    JsonNode files =
        starter
            .run("auto-monitor", "list", "-o", "json")
            .json()
            .path(0)
            .path("report")
            .path("files");
    return StreamSupport.stream(files.spliterator(), false)
        .filter(file -> file.path("name").asText().equals(name))
        .findFirst()
        .orElse(files.path("none"));
  }
}
