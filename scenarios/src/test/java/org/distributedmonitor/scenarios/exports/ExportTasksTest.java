package org.distributedmonitor.scenarios.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Export tasks are started once, and looked at for as long as somebody wants to wait. */
@Timeout(60)
class ExportTasksTest {

  private static final String CREATE = "logs:CreateExportTask";
  private static final Duration A_DAY = Duration.ofDays(1);

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();
  private final Run run =
      Runs.of(aws.region.setUp(RunSpec.builder("P").machines(0).jobs(0).build()));
  private final String name = run.exportTaskName("P");
  private ExportTries tries = ExportTries.none();
  private ExportOrder order;

  @BeforeEach
  void aGroupWithAMessage() {
    aws.region.logs().createLogStream(b -> b.logGroupName("P").logStreamName("A01"));
    InputLogEvent event =
        InputLogEvent.builder().timestamp(aws.clock.millis()).message("Hello").build();
    aws.region.logs().putLogEvents(b -> b.logGroupName("P").logStreamName("A01").logEvents(event));
    aws.clock.advance(Duration.ofMinutes(10));
    order = new ExportOrder(run, "P", aws.clock.instant());
  }

  @Test
  void aTaskWhoseStartWasNotAnsweredIsAdopted() {
    aws.region.faults().afterEffect(CREATE, SdkClientException.create("Connection reset"));

    assertThatThrownBy(this::start).hasMessageContaining("Connection reset");
    ExportStart next = start();

    assertThat(next).isEqualTo(ExportStart.adopted(tasks().get(0).taskId(), name));
    assertThat(aws.region.calls().count(CREATE)).isEqualTo(1);
  }

  @Test
  void whileItsTaskRunsNothingElseIsBegun() {
    ExportStart begun = start();

    assertThat(begun).isEqualTo(ExportStart.begun(tasks().get(0).taskId(), name));
    assertThat(start()).isEqualTo(ExportStart.adopted(begun.taskId(), name));
    assertThat(aws.region.calls().count(CREATE)).isEqualTo(1);
  }

  @Test
  void aTaskThatFailedIsStartedAnewOnceAndThenNeedsAPerson() {
    aws.region.faults().failExports(9);

    ExportLook first = endOf(start());
    ExportStart retry = start();
    ExportLook second = endOf(retry);
    ExportStart last = start();

    assertThat(List.of(first, second)).containsOnly(ExportLook.over());
    assertThat(retry.begun()).isTrue();
    assertThat(last.taskId()).isEmpty();
    assertThat(last.outcome().kind()).isEqualTo(Kind.BLOCKED);
    assertThat(last.outcome().detail()).isEqualTo("The export of P ended FAILED: Internal error");
    assertThat(tasks()).extracting(ExportTask::taskName).containsExactly(name, name + " retry 1");
  }

  @Test
  void afterAPersonHasLookedItIsTriedTwiceAgain() {
    aws.region.faults().failExports(4);
    assertThat(aws.export(order).kind()).isEqualTo(Kind.BLOCKED);

    assertThat(aws.export(order).kind()).isEqualTo(Kind.BLOCKED);
    assertThat(aws.export(order).kind()).isEqualTo(Kind.DONE);
    assertThat(tasks()).hasSize(5);
  }

  @Test
  void aLookComesBackWhenSomebodyWantsToHearOfItThoughTheTaskGoesOn() {
    aws.region.faults().exportsTake(Duration.ofHours(5));
    ExportLookOrder look = aws.look(order, start(), Duration.ofMinutes(12).plusSeconds(3));

    ExportLook seen = aws.until(() -> aws.logs.lookAtExport(look));

    assertThat(seen).isEqualTo(ExportLook.goesOn());
    assertThat(aws.clock.instant()).isEqualTo(look.reportAt());
    assertThat(tasks().get(0).status().codeAsString()).isEqualTo("RUNNING");
  }

  @Test
  void aTaskThatSomebodyCancelledHasEnded() {
    ExportStart begun = start();
    aws.region.logs().cancelExportTask(b -> b.taskId(begun.taskId()));

    assertThat(endOf(begun)).isEqualTo(ExportLook.over());
    assertThat(start().begun()).isTrue();
  }

  @Test
  void aLookSaysWhichDayIsExported() {
    Instant start = run.startTime();
    ExportOrder days = new ExportOrder(run, "P", start.plus(Duration.ofHours(60)));
    aws.region.faults().failExports(1);
    endOf(start(days));

    ExportStart day = start(days);

    assertThat(day.part()).isEqualTo(name + " day 1");
    assertThatThrownBy(() -> aws.logs.lookAtExport(aws.look(days, day, A_DAY)))
        .rootCause()
        .hasMessageContaining("The export of P, day 1 of 3, is PENDING");
  }

  private ExportStart start() {
    return start(order);
  }

  private ExportStart start(ExportOrder of) {
    ExportStart start = aws.logs.startExport(of, tries, SimulatedActivities.NEVER);
    tries = tries.after(start);
    return start;
  }

  private ExportLook endOf(ExportStart start) {
    return aws.until(() -> aws.logs.lookAtExport(aws.look(order, start, A_DAY)));
  }

  private List<ExportTask> tasks() {
    return aws.region.logs().describeExportTasks(b -> b.limit(50)).exportTasks();
  }
}
