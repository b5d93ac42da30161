package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;

/** Exporting a run's log groups, each once, in an account that allows one export at a time. */
interface LogExportContract {

  Stage stage();

  private StepOutcome export(ExportOrder order) {
    return stage().until(() -> stage().logs().exportLogGroup(order));
  }

  private List<String> tasksNamed(String name) {
    return stage().aws().logs().describeExportTasks().exportTasks().stream()
        .filter(task -> name.equals(task.taskName()))
        .map(task -> task.status().codeAsString())
        .toList();
  }

  private void startExport(OneRun run, String name, String prefix) {
    long from = run.run().startTime().toEpochMilli();
    stage()
        .aws()
        .logs()
        .createExportTask(
            c ->
                c.taskName(name)
                    .logGroupName(run.run().logGroup())
                    .from(from)
                    .to(from + 60_000)
                    .destination(Setting.BUCKET)
                    .destinationPrefix(prefix));
  }

  @Test
  default void exportsEachLogGroupOnce() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    ExportOrder jobs = new ExportOrder(run.run(), "Plate1", run.now());
    ExportOrder machines = new ExportOrder(run.run(), "Plate1_perInstance", run.now());

    ApplicationFailure begun = Stage.failureOf(() -> stage().logs().exportLogGroup(jobs));
    ApplicationFailure inTurn = Stage.failureOf(() -> stage().logs().exportLogGroup(machines));
    StepOutcome first = export(jobs);
    StepOutcome second = export(machines);
    StepOutcome again = stage().logs().exportLogGroup(jobs);

    assertThat(begun.getType()).isEqualTo(FailureType.WAITING.name());
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
    OneRun run = stage().setUp(Setting.named("Plate1"));
    String name = run.run().exportTaskName("Plate1");
    startExport(run, name, "exportedlogs/Plate1");

    StepOutcome outcome = export(new ExportOrder(run.run(), "Plate1", run.now()));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tasksNamed(name)).containsExactly("COMPLETED");
    assertThat(stage().aws().logs().describeExportTasks().exportTasks()).hasSize(1);
  }

  @Test
  default void waitsForAStrangersExport() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    startExport(run, "a stranger's", "elsewhere");
    ExportOrder order = new ExportOrder(run.run(), "Plate1", run.now());

    ApplicationFailure waiting = Stage.failureOf(() -> stage().logs().exportLogGroup(order));
    StepOutcome outcome = export(order);

    assertThat(waiting.getType()).isEqualTo(FailureType.WAITING.name());
    assertThat(waiting.getOriginalMessage()).contains("\"a stranger's\" of Plate1");
    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tasksNamed("a stranger's")).containsExactly("COMPLETED");
  }

  @Test
  default void hasNothingToDoWithoutALogGroup() {
    OneRun run = stage().setUp(Setting.named("Plate1"));

    StepOutcome outcome =
        stage().logs().exportLogGroup(new ExportOrder(run.run(), "Plate", run.now()));

    assertThat(outcome.kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(stage().aws().logs().describeExportTasks().exportTasks()).isEmpty();
  }

  @Test
  default void saysWhatIsRefused() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    stage().aws().s3().createBucket(c -> c.bucket("closed-bucket"));
    ExportOrder closed = new ExportOrder(run.inBucket("closed-bucket").run(), "Plate1", run.now());
    ExportOrder missing =
        new ExportOrder(run.inBucket("missing-bucket").run(), "Plate1", run.now());
    ExportOrder open = new ExportOrder(run.run(), "Plate1", run.now());

    Refusal policy = Stage.refusalOf(() -> stage().logs().exportLogGroup(closed));
    Refusal bucket = Stage.refusalOf(() -> stage().logs().exportLogGroup(missing));
    stage().cloud().refuse("logs:CreateExportTask");
    Refusal permission = Stage.refusalOf(() -> stage().logs().exportLogGroup(open));

    assertThat(List.of(policy.code(), bucket.code())).containsOnly("InvalidParameter");
    assertThat(policy.remedy()).contains("bucket's policy");
    assertThat(permission.code()).isEqualTo("AccessDenied");
    assertThat(permission.remedy()).contains("Allow logs:CreateExportTask");
  }
}
