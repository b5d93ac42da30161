package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.sync.RequestBody;

/** A bucket in which Auto-Monitor looks for monitor files. */
final class ScannedBucket {

  static final String NAME = "bucket-name";
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Aws aws;
  private final Starter starter;

  ScannedBucket(Aws aws, Starter starter) {
    this.aws = aws;
    this.starter = starter;
  }

  /** A lab's bucket is there before its first run. */
  void create() {
    new Storage(aws, RunPlan.named("Plates")).createBucket();
  }

  Starter.Outcome enable(String every, String... more) {
    return starter.run(
        Stream.of(
                List.of("auto-monitor", "enable", "--bucket", NAME, "--every", every),
                Quick.TIMING,
                List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  void disable() {
    Starter.Outcome disabled = starter.run("auto-monitor", "disable", "--bucket", NAME);
    assertThat(disabled.exitCode()).as(disabled.toString()).isZero();
  }

  void put(String name, String text) {
    aws.s3().putObject(p -> p.bucket(NAME).key("monitors/" + name), RequestBody.fromString(text));
  }

  List<String> keys() {
    return aws.s3().listObjectsV2(l -> l.bucket(NAME)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  void awaitState(String app, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(file(app).path("state").asText()).isEqualTo(state));
  }

  JsonNode listed() {
    return starter.run("auto-monitor", "list", "-o", "json").json().path(0);
  }

  JsonNode file(String app) {
    JsonNode files = listed().at("/report/files");
    return StreamSupport.stream(files.spliterator(), false)
        .filter(file -> file.path("name").asText().equals(app + "SpotFleetRequestId.json"))
        .findFirst()
        .orElse(files.path("none"));
  }
}
