package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** What is said of an export: what was gone, what is missing, what could not be looked at. */
@Timeout(60)
class ExportOutcomeTest {

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();
  private final SimulatedRun simulated =
      aws.region.setUp(RunSpec.builder("P").machines(0).jobs(0).build());
  private final Run run = Runs.of(simulated);

  @Test
  void eachStreamWithMessagesHasAnObject() {
    IntStream.range(0, 120).forEach(i -> write("plate/" + i));
    aws.clock.advance(Duration.ofMinutes(10));

    StepOutcome outcome = export();

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.detail()).isEqualTo("Exported P to s3://simulated-bucket/exportedlogs/P.");
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void streamsWithoutAnObjectAreNamed() {
    IntStream.range(0, 120).forEach(i -> write("plate/" + i));
    List.of("plate/3", "plate/33", "plate/34", "plate/99")
        .forEach(name -> aws.region.faults().leaveOut(name));
    aws.clock.advance(Duration.ofMinutes(10));

    StepOutcome outcome = export();

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.warnings())
        .containsExactly(
            "Of the export of P to s3://simulated-bucket/exportedlogs/P 4 log streams are missing"
                + " though they have messages of that time: plate/3, plate/33, plate/34 and 1"
                + " more.");
    assertThat(outcome.detail()).endsWith(outcome.warnings().get(0));
  }

  @Test
  void streamsOfBeforeTheRunAreNotExpected() {
    write("old");
    aws.region.faults().leaveOut("old");
    aws.clock.advance(Duration.ofHours(1));
    Instant start = aws.clock.instant();
    write("new");
    aws.clock.advance(Duration.ofMinutes(10));

    StepOutcome outcome = export(from(start));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void nothingSinceTheStartIsFoundByExporting() {
    write("old");
    aws.clock.advance(Duration.ofHours(1));

    StepOutcome outcome = export(from(aws.clock.instant()));

    assertThat(outcome.kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(outcome.detail())
        .isEqualTo("AWS found no message from 2026-11-22 13:00 UTC on in the log group P.");
    assertThat(aws.region.calls().count("logs:CreateExportTask")).isEqualTo(1);
  }

  @Test
  void messagesThatAreToldLateAreExported() {
    write("A01");
    aws.region.faults().streamTimestampLag(Duration.ofHours(1));
    aws.clock.advance(Duration.ofMinutes(10));

    assertThat(export().kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void whatTheRetentionDeletedBeforeIsSaid() {
    write("A01");
    aws.clock.advance(Duration.ofDays(3));
    write("A02");
    aws.region.logs().putRetentionPolicy(b -> b.logGroupName("P").retentionInDays(1));
    aws.clock.advance(Duration.ofMinutes(10));

    StepOutcome outcome = export();

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.detail())
        .contains(
            "What was written from 2026-11-22 12:00 UTC to 2026-11-24 12:10 UTC was gone before:"
                + " the log group's retention had deleted it.");
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void aRetentionLongerThanTheRunIsNotWorthASentence() {
    write("A01");
    aws.region.logs().putRetentionPolicy(b -> b.logGroupName("P").retentionInDays(1));
    aws.clock.advance(Duration.ofHours(20));

    assertThat(export().detail()).doesNotContain("retention");
  }

  @Test
  void aRefusedLookIsSaid() {
    for (String operation : List.of("logs:DescribeLogStreams", "s3:ListObjectsV2")) {
      write("A01");
      aws.clock.advance(Duration.ofMinutes(10));
      aws.region.faults().refuse(operation);

      StepOutcome outcome = export();

      assertThat(outcome.kind()).as(operation).isEqualTo(Kind.DONE);
      assertThat(outcome.warnings())
          .singleElement()
          .asString()
          .startsWith("Whether all log streams of P were exported could not be looked at: ")
          .contains("refused");
      aws.region.faults().allow(operation);
    }
  }

  @Test
  void anUnknownStatusIsWaitedForADayAndThenNeedsAPerson() {
    write("A01");
    aws.clock.advance(Duration.ofMinutes(10));
    aws.region.faults().exportsAre("active").exportsTake(Duration.ofDays(9));
    Instant begun = aws.clock.instant();

    ExportOrder order = order(run, begun);
    ExportLookOrder look =
        aws.look(
            order,
            aws.logs.startExport(order, ExportTries.none(), SimulatedActivities.NEVER),
            Duration.ofDays(2));
    Optional<ExportLook> seen = Optional.empty();
    while (seen.isEmpty()) {
      aws.clock.advance(Duration.ofMinutes(30));
      seen = aws.once(() -> aws.logs.lookAtExport(look));
    }

    StepOutcome outcome = seen.get().problem();
    assertThat(seen.get().ended()).isFalse();
    assertThat(aws.clock.instant()).isAfter(begun.plus(Duration.ofHours(24)));
    assertThat(outcome.kind()).isEqualTo(Kind.BLOCKED);
    assertThat(outcome.detail())
        .isEqualTo(
            "The export of P has been active for more than 24 h, after which AWS ends every export"
                + " task.");
    assertThat(outcome.remedy()).contains("\"" + run.exportTaskName("P") + "\"");
    assertThat(aws.region.calls().count("logs:CreateExportTask")).isEqualTo(1);
  }

  private void write(String stream) {
    boolean there =
        aws
            .region
            .logs()
            .describeLogStreams(b -> b.logGroupName("P").logStreamNamePrefix(stream))
            .logStreams()
            .stream()
            .anyMatch(known -> known.logStreamName().equals(stream));
    if (!there) {
      aws.region.logs().createLogStream(b -> b.logGroupName("P").logStreamName(stream));
    }
    InputLogEvent event =
        InputLogEvent.builder().timestamp(aws.clock.millis()).message("Hello").build();
    aws.region.logs().putLogEvents(b -> b.logGroupName("P").logStreamName(stream).logEvents(event));
  }

  private StepOutcome export() {
    return export(run);
  }

  private StepOutcome export(Run of) {
    return aws.export(order(of, aws.clock.instant()));
  }

  private static ExportOrder order(Run of, Instant until) {
    return new ExportOrder(of, "P", until);
  }

  private Run from(Instant start) {
    return new Run(
        run.app(), run.cluster(), run.queue(), run.bucket(), run.logGroup(), start, false, "");
  }
}
