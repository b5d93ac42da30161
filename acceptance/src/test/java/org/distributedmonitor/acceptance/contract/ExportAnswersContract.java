package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.acceptance.Refusals.assertRefused;

import java.util.List;
import org.distributedmonitor.worker.aws.AwsClients;
import org.junit.jupiter.api.Test;

/** What AWS itself answers about exports and task definitions. */
interface ExportAnswersContract {

  Stage stage();

  private AwsClients aws() {
    return stage().aws();
  }

  private String export(OneRun run, String group) {
    long from = run.run().startTime().toEpochMilli();
    return aws()
        .logs()
        .createExportTask(
            c ->
                c.taskName(group)
                    .logGroupName(group)
                    .from(from)
                    .to(from + 60_000)
                    .destination(Setting.BUCKET)
                    .destinationPrefix("exportedlogs/" + group))
        .taskId();
  }

  private List<String> tasks(String status) {
    return aws().logs().describeExportTasks(d -> d.statusCode(status)).exportTasks().stream()
        .map(task -> task.taskId())
        .toList();
  }

  @Test
  default void oneExportAtATime() {
    OneRun run = stage().setUp(Setting.named("Plate1"));
    String first = export(run, "Plate1");

    assertRefused(() -> export(run, "Plate1_perInstance"), "LimitExceededException");
    assertRefused(() -> export(run, "nobodys"), "ResourceNotFoundException");
    stage().cloud().eventually(() -> tasks("COMPLETED").equals(List.of(first)));
    assertThat(tasks("RUNNING")).isEmpty();
    assertRefused(
        () -> aws().logs().cancelExportTask(c -> c.taskId(first)), "InvalidOperationException");
    assertRefused(
        () -> aws().logs().cancelExportTask(c -> c.taskId("nobodys")), "ResourceNotFoundException");
    String second = export(run, "Plate1_perInstance");
    aws().logs().cancelExportTask(c -> c.taskId(second));
    stage().cloud().eventually(() -> tasks("CANCELLED").equals(List.of(second)));
  }

  @Test
  default void pagesOfTaskDefinitions() {
    stage().setUp(Setting.named("Plate1"));

    var page = aws().ecs().listTaskDefinitions(l -> l.familyPrefix("Plate1Task").maxResults(2));
    var rest =
        aws()
            .ecs()
            .listTaskDefinitions(
                l -> l.familyPrefix("Plate1Task").maxResults(2).nextToken(page.nextToken()));

    assertThat(page.taskDefinitionArns()).hasSize(2);
    assertThat(rest.taskDefinitionArns()).hasSize(1);
    assertThat(rest.nextToken()).isNull();
    assertRefused(
        () -> aws().ecs().deregisterTaskDefinition(d -> d.taskDefinition("Plate1Task:99")),
        "ClientException");
  }
}
