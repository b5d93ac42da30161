package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.ExportLook;
import org.distributedmonitor.cleanup.ExportLookOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportStart;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Exporting a run's log groups, each once, in an account that allows one export at a time. */
interface LogExportContract {

  Stage stage();

  private StepOutcome export(ExportOrder order) {
    return stage().export(order);
  }

  private ExportStart start(ExportOrder order) {
    return stage().logs().startExport(order, ExportTries.none(), Stage.NEVER);
  }

  private ExportLook look(ExportOrder order, String taskId, Instant reportAt) {
    return stage().logs().lookAtExport(new ExportLookOrder(order, taskId, reportAt));
  }

  private List<String> tasksNamed(String name) {
    return stage().aws().logs().describeExportTasks().exportTasks().stream()
        .filter(task -> name.equals(task.taskName()))
        .map(task -> task.status().codeAsString())
        .toList();
  }

  private String startExport(OneRun run, String name, String prefix) {
    long from = run.run().startTime().toEpochMilli();
    return stage()
        .aws()
        .logs()
        .createExportTask(
            c ->
                c.taskName(name)
                    .logGroupName(run.run().logGroup())
                    .from(from)
                    .to(from + 60_000)
                    .destination(Setting.BUCKET)
                    .destinationPrefix(prefix))
        .taskId();
  }

  /** A run each of whose log groups has a message of now in this stream. */
  private OneRun written(String stream) {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    for (String group : List.of("Plate1", "Plate1_perInstance")) {
      write(run, group, stream);
    }
    return run;
  }

  private void write(OneRun run, String group, String stream) {
    InputLogEvent event =
        InputLogEvent.builder().timestamp(run.now().toEpochMilli()).message("Hello").build();
    stage().aws().logs().createLogStream(c -> c.logGroupName(group).logStreamName(stream));
    stage()
        .aws()
        .logs()
        .putLogEvents(p -> p.logGroupName(group).logStreamName(stream).logEvents(event));
  }

  private static ExportOrder order(OneRun run) {
    return new ExportOrder(run.run(), "Plate1", run.now().plusMillis(1));
  }

  private List<String> names() {
    return stage().aws().logs().describeExportTasks().exportTasks().stream()
        .map(task -> task.taskName())
        .sorted()
        .toList();
  }

  @Test
  default void exportsEachLogGroupOnce() {
    OneRun run = written("A03/new");
    ExportOrder jobs = order(run);
    ExportOrder machines =
        new ExportOrder(run.run(), "Plate1_perInstance", run.now().plusMillis(1));

    ExportStart begun = start(jobs);
    ApplicationFailure inTurn = Stage.failureOf(() -> start(machines));
    StepOutcome first = export(jobs);
    StepOutcome second = export(machines);
    StepOutcome again = start(jobs).outcome();

    assertThat(begun.begun()).isTrue();
    assertThat(begun.part()).isEqualTo(run.run().exportTaskName("Plate1"));
    assertThat(inTurn.getType()).isEqualTo(FailureType.WAITING.name());
    assertThat(inTurn.getOriginalMessage())
        .startsWith("AWS exports one log group at a time; Plate1_perInstance waits for the export");
    assertThat(List.of(first, second, again)).allMatch(step -> step.kind() == Kind.DONE);
    assertThat(first.detail())
        .isEqualTo("Exported Plate1 to s3://bucket-name/exportedlogs/Plate1.");
    assertThat(tasksNamed(run.run().exportTaskName("Plate1"))).containsExactly("COMPLETED");
    assertThat(tasksNamed(run.run().exportTaskName("Plate1_perInstance"))).hasSize(1);
    for (String group : List.of("Plate1", "Plate1_perInstance")) {
      String prefix = "exportedlogs/" + group + "/";
      assertThat(
              stage()
                  .aws()
                  .s3()
                  .listObjectsV2(l -> l.bucket(Setting.BUCKET).prefix(prefix))
                  .contents())
          .isNotEmpty();
    }
  }

  @Test
  default void adoptsTheExportOfItsName() {
    OneRun run = written("A03/new");
    String name = run.run().exportTaskName("Plate1");
    startExport(run, name, "exportedlogs/Plate1");

    StepOutcome outcome = export(order(run));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tasksNamed(name)).containsExactly("COMPLETED");
    assertThat(stage().aws().logs().describeExportTasks().exportTasks()).hasSize(1);
  }

  @Test
  default void aTaskThatRunsIsAdoptedAndLookedAtUntilItHasEnded() {
    OneRun run = written("A03/new");
    ExportOrder order = order(run);
    Instant later = run.now().plus(Duration.ofDays(1));

    ExportStart begun = start(order);
    ExportStart again = start(order);
    ExportLook early = look(order, begun.taskId(), run.now());
    ApplicationFailure waiting = Stage.failureOf(() -> look(order, begun.taskId(), later));
    ExportLook late = stage().until(() -> look(order, begun.taskId(), later));

    assertThat(again).isEqualTo(ExportStart.adopted(begun.taskId(), begun.part()));
    assertThat(early).isEqualTo(ExportLook.goesOn());
    assertThat(waiting.getType()).isEqualTo(FailureType.WAITING.name());
    assertThat(waiting.getOriginalMessage()).startsWith("The export of Plate1 is ");
    assertThat(late).isEqualTo(ExportLook.over());
    assertThat(names()).containsExactly(run.run().exportTaskName("Plate1"));
  }

  @Test
  default void aTaskThatNobodyKnowsHasEnded() {
    OneRun run = written("A03/new");

    assertThat(look(order(run), "nobodys", run.now())).isEqualTo(ExportLook.over());
  }

  @Test
  default void waitsForAStrangersExport() {
    OneRun run = written("A03/new");
    startExport(run, "a stranger's", "elsewhere");
    ExportOrder order = order(run);

    ApplicationFailure waiting = Stage.failureOf(() -> start(order));
    StepOutcome outcome = export(order);

    assertThat(waiting.getType()).isEqualTo(FailureType.WAITING.name());
    assertThat(waiting.getOriginalMessage()).contains("\"a stranger's\" of Plate1");
    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tasksNamed("a stranger's")).containsExactly("COMPLETED");
  }

  @Test
  default void hasNothingToDoWithoutALogGroup() {
    OneRun run = stage().setUp(Setting.named("Plate1"));

    StepOutcome outcome = export(new ExportOrder(run.run(), "Plate", run.now()));

    assertThat(outcome.kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(stage().aws().logs().describeExportTasks().exportTasks()).isEmpty();
  }

  @Test
  default void saysWhatIsRefused() {
    OneRun run = written("A03/new");
    stage().aws().s3().createBucket(c -> c.bucket("closed-bucket"));
    ExportOrder closed = new ExportOrder(run.inBucket("closed-bucket").run(), "Plate1", run.now());
    ExportOrder missing =
        new ExportOrder(run.inBucket("missing-bucket").run(), "Plate1", run.now());
    ExportOrder open = new ExportOrder(run.run(), "Plate1", run.now());

    Refusal policy = Stage.refusalOf(() -> start(closed));
    Refusal bucket = Stage.refusalOf(() -> start(missing));
    stage().cloud().refuse("logs:CreateExportTask");
    Refusal permission = Stage.refusalOf(() -> start(open));

    assertThat(List.of(policy.code(), bucket.code())).containsOnly("InvalidParameter");
    assertThat(policy.remedy()).contains("bucket's policy");
    assertThat(permission.code()).isEqualTo("AccessDenied");
    assertThat(permission.remedy()).contains("Allow logs:CreateExportTask");
  }

  @Test
  default void hasNothingToDoWithoutALogStream() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    stage().aws().logs().createLogGroup(c -> c.logGroupName("Plate1_empty"));

    StepOutcome outcome = export(new ExportOrder(run.run(), "Plate1_empty", run.now()));

    assertThat(outcome.kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(outcome.detail()).isEqualTo("The log group Plate1_empty holds no log stream.");
    assertThat(names()).isEmpty();
  }

  @Test
  default void startsACancelledExportAnew() {
    OneRun run = written("A03/new");
    String name = run.run().exportTaskName("Plate1");
    String cancelled = startExport(run, name, "exportedlogs/Plate1");
    stage().aws().logs().cancelExportTask(c -> c.taskId(cancelled));

    StepOutcome outcome = export(order(run));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tasksNamed(name)).containsExactly("CANCELLED");
    assertThat(tasksNamed(name + " retry 1")).containsExactly("COMPLETED");
  }

  @Test
  default void goesOnWithTheDaysThatWereBegun() {
    OneRun run = written("A03/new");
    String name = run.run().exportTaskName("Plate1");
    startExport(run, name + " day 1", "exportedlogs/Plate1");
    ExportOrder order =
        new ExportOrder(run.run(), "Plate1", run.run().startTime().plus(Duration.ofHours(50)));

    StepOutcome outcome = export(order);
    StepOutcome again = start(order).outcome();

    assertThat(List.of(outcome.kind(), again.kind())).containsOnly(Kind.DONE);
    assertThat(outcome.detail()).startsWith("Exported Plate1 day by day to s3://");
    assertThat(names()).containsExactly(name + " day 1", name + " day 2", name + " day 3");
  }

  @Test
  default void exportsASecondTimeUnderItsOwnName() {
    OneRun run = written("A03/new");
    ExportOrder first = order(run);
    export(first);
    write(run, "Plate1", "A04/late");
    ExportOrder second =
        ExportOrder.secondAfter(
            run.run(), "Plate1", first.until(), first.until().plus(Duration.ofHours(12)));

    StepOutcome outcome = export(second);

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.warnings()).isEmpty();
    assertThat(names())
        .containsExactly(
            run.run().exportTaskName("Plate1"), run.run().exportTaskName("Plate1") + " second");
  }

  @Test
  default void namesStreamsThatHaveNoObject() {
    OneRun run = written("A03/new");
    ExportOrder order = order(run);
    export(order);
    String lost =
        stage()
            .aws()
            .s3()
            .listObjectsV2(l -> l.bucket(Setting.BUCKET).prefix("exportedlogs/Plate1/"))
            .contents()
            .stream()
            .map(object -> object.key())
            .filter(key -> key.endsWith("/A03-new/000000.gz"))
            .findFirst()
            .orElseThrow();
    stage().aws().s3().deleteObject(d -> d.bucket(Setting.BUCKET).key(lost));

    StepOutcome outcome = start(order).outcome();

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.warnings())
        .singleElement()
        .asString()
        .contains("1 log stream is missing")
        .endsWith(": A03/new.");
  }

  @Test
  default void saysWhatTheRetentionHadDeleted() {
    OneRun run = written("A03/new");
    stage().aws().logs().putRetentionPolicy(p -> p.logGroupName("Plate1").retentionInDays(3));
    ExportOrder order =
        new ExportOrder(
            run.run(),
            "Plate1",
            run.now().minus(Duration.ofDays(5)),
            run.now().plusMillis(1),
            false);

    StepOutcome outcome = export(order);

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.detail()).contains("the log group's retention had deleted it.");
  }

  @Test
  default void saysWhatCouldNotBeLookedAt() {
    OneRun run = written("A03/new");
    stage().cloud().refuse("logs:DescribeLogStreams");

    StepOutcome outcome = export(order(run));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(outcome.warnings())
        .singleElement()
        .asString()
        .contains("logs:DescribeLogStreams was refused");
  }
}
