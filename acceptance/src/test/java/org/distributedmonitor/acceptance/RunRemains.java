package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeExportTasksResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;

/** What of a run is still there, asked of moto with clients of the test's own. */
public final class RunRemains {

  private final Aws aws;
  private final RunInMoto run;
  private final RunPlan plan;

  public RunRemains(Aws aws, RunInMoto run) {
    this.aws = aws;
    this.run = run;
    this.plan = run.plan();
  }

  /** What the plan says there is, so that its absence later means something. */
  public void assertEverythingIsThere() {
    assertThat(queues()).anyMatch(url -> url.endsWith("/" + plan.queue()));
    assertThat(serviceStatus()).isEqualTo("ACTIVE");
    assertThat(activeRevisions()).hasSize(3);
    assertThat(alarms()).hasSize(plan.machines() + plan.deadMachines() + 2);
    assertThat(fleetState()).isEqualTo("active");
    assertThat(run.machineIds()).hasSize(plan.machines());
    assertThat(objects("exportedlogs/")).isEmpty();
  }

  /**
   * The queue, service, task definitions, alarms, fleet and machines are gone; dead letters stay.
   */
  public void assertOnlyBillableThingsAreGone() {
    assertThat(queues()).noneMatch(url -> url.endsWith("/" + plan.queue()));
    assertThat(queues()).anyMatch(url -> url.endsWith("/" + Jobs.DEAD_LETTER_QUEUE));
    assertThat(serviceStatus()).isIn("INACTIVE", "MISSING");
    assertThat(activeRevisions()).isEmpty();
    assertThat(alarms()).isEmpty();
    assertThat(fleetState()).startsWith("cancelled");
    assertThat(run.machineIds()).isEmpty();
  }

  /** Both log groups were exported, each by exactly one task, with objects in the bucket. */
  public void assertLogsExportedOnce(List<Call> calls) {
    List<String> exported =
        calls.stream()
            .filter(call -> call.is("CreateExportTask") && call.errorCode() == null)
            .map(call -> call.parameters().path("logGroupName").asText())
            .toList();
    assertThat(exported).containsExactlyInAnyOrder(plan.logGroup(), plan.perInstanceLogGroup());
    assertThat(objects("exportedlogs/" + plan.logGroup() + "/")).isNotEmpty();
    assertThat(objects("exportedlogs/" + plan.perInstanceLogGroup() + "/")).isNotEmpty();
    assertThat(objects("monitors/" + plan.app() + "/report.json")).hasSize(1);
  }

  /** As {@link #assertLogsExportedOnce}, by the account's export tasks: a reply may be lost. */
  public void assertOneExportTaskPerLogGroup() {
    for (String group : List.of(plan.logGroup(), plan.perInstanceLogGroup())) {
      assertThat(exportTasks(group))
          .as("export tasks of " + group)
          .singleElement()
          .satisfies(task -> assertThat(task.status().codeAsString()).isEqualTo("COMPLETED"));
      assertThat(objects("exportedlogs/" + group + "/")).isNotEmpty();
    }
    assertThat(objects("monitors/" + plan.app() + "/report.json")).hasSize(1);
  }

  /** Nobody has torn down what still has jobs. */
  public void assertStillOn() {
    assertThat(queues()).anyMatch(url -> url.endsWith("/" + plan.queue()));
    assertThat(serviceStatus()).isEqualTo("ACTIVE");
    assertThat(activeRevisions()).hasSize(3);
    assertThat(fleetState()).isIn("active", "modifying");
    assertThat(run.machineIds()).hasSize(plan.machines());
    assertThat(alarms()).hasSizeGreaterThanOrEqualTo(plan.machines() + 2);
  }

  public String clusterStatus() {
    var found = aws.ecs().describeClusters(c -> c.clusters(plan.cluster())).clusters();
    return found.isEmpty() ? "INACTIVE" : found.get(0).status();
  }

  public List<String> dashboards() {
    return aws.cloudWatch().listDashboards().dashboardEntries().stream()
        .map(entry -> entry.dashboardName())
        .toList();
  }

  public List<String> alarms() {
    List<String> mine = new ArrayList<>(List.of(plan.visibleAlarm(), plan.notVisibleAlarm()));
    return aws.cloudWatch().describeAlarmsPaginator().metricAlarms().stream()
        .map(MetricAlarm::alarmName)
        .filter(name -> name.startsWith(plan.app() + "_i-") || mine.contains(name))
        .toList();
  }

  public String fleetState() {
    return fleetState(run.fleetId());
  }

  /** The same of a fleet that came later. */
  String fleetState(String fleetId) {
    return aws.ec2()
        .describeSpotFleetRequests(f -> f.spotFleetRequestIds(fleetId))
        .spotFleetRequestConfigs()
        .get(0)
        .spotFleetRequestStateAsString();
  }

  /** An object of the run's bucket. */
  public String text(String key) {
    return aws.s3().getObjectAsBytes(g -> g.bucket(plan.bucket()).key(key)).asUtf8String();
  }

  private List<String> queues() {
    return aws.sqs().listQueues(ListQueuesRequest.builder().build()).queueUrls();
  }

  private String serviceStatus() {
    var found = aws.ecs().describeServices(s -> s.cluster(plan.cluster()).services(plan.service()));
    return found.services().isEmpty() ? "MISSING" : found.services().get(0).status();
  }

  private List<String> activeRevisions() {
    return aws.ecs()
        .listTaskDefinitions(t -> t.familyPrefix(plan.family()).status(TaskDefinitionStatus.ACTIVE))
        .taskDefinitionArns();
  }

  /** Every page: an account that many runs share has many tasks. */
  private List<ExportTask> exportTasks(String group) {
    List<ExportTask> found = new ArrayList<>();
    String token = null;
    do {
      String page = token;
      DescribeExportTasksResponse answer = aws.logs().describeExportTasks(d -> d.nextToken(page));
      answer.exportTasks().stream()
          .filter(task -> task.logGroupName().equals(group))
          .forEach(found::add);
      token = answer.nextToken();
    } while (token != null);
    return found;
  }

  private List<S3Object> objects(String prefix) {
    return aws.s3()
        .listObjectsV2(ListObjectsV2Request.builder().bucket(plan.bucket()).prefix(prefix).build())
        .contents();
  }
}
