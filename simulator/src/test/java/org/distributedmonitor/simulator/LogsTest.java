package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidOperationException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Object;

class LogsTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final CloudWatchLogsClient logs = region.logs();

  @BeforeEach
  void aGroupWithOneStream() {
    region.setUp(RunSpec.builder("P").machines(0).jobs(0).build());
    logs.createLogStream(r -> r.logGroupName("P").logStreamName("plate/A01"));
    logs.putLogEvents(
        r ->
            r.logGroupName("P")
                .logStreamName("plate/A01")
                .logEvents(
                    InputLogEvent.builder()
                        .timestamp(clock.millis() + 1000)
                        .message("inside")
                        .build(),
                    InputLogEvent.builder()
                        .timestamp(clock.millis() + 90_000_000)
                        .message("outside")
                        .build()));
  }

  private String export(String group, String bucket) {
    return logs.createExportTask(
            r ->
                r.taskName("P 1")
                    .logGroupName(group)
                    .from(clock.millis())
                    .to(clock.millis() + 60_000)
                    .destination(bucket)
                    .destinationPrefix("exportedlogs/P"))
        .taskId();
  }

  private ExportTask task(String id) {
    return logs.describeExportTasks(r -> r.taskId(id)).exportTasks().get(0);
  }

  @Test
  void anExportTakesTimeAndLaysItsObjectsOutAsAwsDoes() throws IOException {
    String id = export("P", "simulated-bucket");
    assertThat(task(id).status().codeAsString()).isEqualTo("PENDING");
    clock.advance(Duration.ofSeconds(16));
    assertThat(task(id).status().codeAsString()).isEqualTo("RUNNING");
    clock.advance(Duration.ofMinutes(2));

    assertThat(task(id).status().codeAsString()).isEqualTo("COMPLETED");
    assertThat(
            region
                .s3()
                .listObjectsV2(r -> r.bucket("simulated-bucket").prefix("exportedlogs/"))
                .contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrder(
            "exportedlogs/P/aws-logs-write-test", "exportedlogs/P/" + id + "/plate-A01/000000.gz");
    byte[] zipped =
        region
            .s3()
            .getObjectAsBytes(
                r ->
                    r.bucket("simulated-bucket")
                        .key("exportedlogs/P/" + id + "/plate-A01/000000.gz"))
            .asByteArray();
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).contains("inside").doesNotContain("outside");
  }

  @Test
  void oneExportAtATimeAndTwiceWhenAskedTwice() {
    String first = export("P", "simulated-bucket");
    assertThatThrownBy(() -> export("P_perInstance", "simulated-bucket"))
        .isInstanceOf(LimitExceededException.class);
    clock.advance(Duration.ofMinutes(3));
    String second = export("P", "simulated-bucket");

    assertThat(second).isNotEqualTo(first);
    assertThat(logs.describeExportTasks(r -> r.statusCode("COMPLETED")).exportTasks())
        .extracting(ExportTask::taskId)
        .containsExactly(first);
    assertThat(logs.describeExportTasks(r -> r.limit(1)).nextToken()).isNotNull();
  }

  @Test
  void whatIsNotThereIsToldApart() {
    region.s3().createBucket(r -> r.bucket("closed"));

    assertThatThrownBy(() -> export("Q", "simulated-bucket"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
    assertThatThrownBy(() -> export("P", "nowhere"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The given bucket does not exist");
    assertThatThrownBy(() -> export("P", "closed"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("GetBucketAcl call on the given bucket failed");
  }

  @Test
  void anExportEndsAfterADayOrKeepsAStatusNobodyKnows() {
    region.faults().exportsTake(Duration.ofHours(30));
    String long24 = export("P", "simulated-bucket");
    clock.advance(Duration.ofHours(25));
    assertThat(task(long24).status().codeAsString()).isEqualTo("FAILED");

    region.faults().exportsTake(null).exportsAre("active");
    String unknown = export("P", "simulated-bucket");
    clock.advance(Duration.ofHours(25));
    assertThat(task(unknown).status().codeAsString()).isEqualTo("active");
    assertThatThrownBy(() -> export("P", "simulated-bucket"))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void whatIsTooOldOrTooNewIsNotExported() {
    clock.advance(Duration.ofDays(3));
    region.faults().exportLag(Duration.ofDays(4));
    exportAll();
    region.faults().exportLag(Duration.ZERO);
    logs.putRetentionPolicy(r -> r.logGroupName("P").retentionInDays(1));
    exportAll();
    assertThat(region.s3().listObjectsV2(r -> r.bucket("simulated-bucket")).contents())
        .noneMatch(object -> object.key().endsWith(".gz"));

    logs.putRetentionPolicy(r -> r.logGroupName("P").retentionInDays(5));
    exportAll();

    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("P")).logGroups().get(0))
        .satisfies(group -> assertThat(group.retentionInDays()).isEqualTo(5));
    assertThat(region.s3().listObjectsV2(r -> r.bucket("simulated-bucket")).contents())
        .anyMatch(object -> object.key().endsWith("/plate-A01/000000.gz"));
  }

  private void exportAll() {
    logs.createExportTask(
        r ->
            r.logGroupName("P")
                .from(0L)
                .to(clock.millis())
                .destination("simulated-bucket")
                .destinationPrefix("exportedlogs/P"));
    clock.advance(Duration.ofMinutes(3));
    region.settle();
  }

  @Test
  void onlyAnActiveExportIsCancelled() {
    String id = export("P", "simulated-bucket");
    logs.cancelExportTask(r -> r.taskId(id));
    assertThat(task(id).status().codeAsString()).isEqualTo("PENDING_CANCEL");
    clock.advance(Duration.ofSeconds(5));
    assertThat(task(id).status().codeAsString()).isEqualTo("CANCELLED");

    assertThatThrownBy(() -> logs.cancelExportTask(r -> r.taskId(id)))
        .isInstanceOf(InvalidOperationException.class);
    assertThatThrownBy(() -> logs.cancelExportTask(r -> r.taskId("nobody")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aPrefixAlsoFindsTheLongerNames() {
    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("P")).logGroups())
        .extracting(group -> group.logGroupName())
        .isEqualTo(List.of("P", "P_perInstance"));
    assertThat(logs.describeLogStreams(r -> r.logGroupName("P")).logStreams())
        .singleElement()
        .satisfies(
            it -> assertThat(it.lastEventTimestamp()).isEqualTo(clock.millis() + 90_000_000));
  }
}
