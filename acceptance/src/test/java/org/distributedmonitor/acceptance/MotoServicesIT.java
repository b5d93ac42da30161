package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedmonitor.acceptance.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What the front adds to queues, alarms, containers and log exports, over the wire. */
@Timeout(900)
class MotoServicesIT {
  @RegisterExtension static final Moto MOTO = new Moto();

  private static final RunPlan SMALL =
      RunPlan.named("2021_12_13_Project_Analysis").withCluster("cells").sized(3, 1, 4);

  @Test
  void listsAlarmsInPagesAndDeletesAHundredAtMost() {
    RunInMoto.create(MOTO.aws(), SMALL.sized(0, 120, 0));

    List<String> names =
        MOTO.aws().cloudWatch().describeAlarmsPaginator().metricAlarms().stream()
            .map(MetricAlarm::alarmName)
            .toList();

    assertThat(MOTO.aws().cloudWatch().describeAlarms().metricAlarms()).hasSize(100);
    assertThat(names).hasSize(122).doesNotHaveDuplicates();
    assertRefused(
        () -> MOTO.aws().cloudWatch().deleteAlarms(d -> d.alarmNames(names)), "ValidationError");
    assertRefused(
        () -> MOTO.aws().cloudWatch().deleteAlarms(d -> d.alarmNames(List.of())),
        "ValidationError");
    MOTO.aws().cloudWatch().deleteAlarms(d -> d.alarmNames(names.subList(0, 100)));
    assertThat(MOTO.aws().cloudWatch().describeAlarms().metricAlarms()).hasSize(22);
    assertRefused(
        () -> MOTO.aws().cloudWatch().deleteDashboards(d -> d.dashboardNames("nobodys")),
        "ResourceNotFound");
  }

  @Test
  void listsTaskDefinitionsDashboardsAndContainerInstancesInPages() {
    MOTO.front()
        .settings(Map.of("page_sizes", Map.of("ListDashboards", 2, "ListContainerInstances", 2)));
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    IntStream.range(0, 4)
        .forEach(
            i ->
                MOTO.aws()
                    .cloudWatch()
                    .putDashboard(p -> p.dashboardName("other" + i).dashboardBody("{}")));

    var firstRevisions =
        MOTO.aws().ecs().listTaskDefinitions(l -> l.familyPrefix(SMALL.family()).maxResults(2));

    assertThat(firstRevisions.taskDefinitionArns()).hasSize(2);
    assertThat(
            MOTO.aws()
                .ecs()
                .listTaskDefinitionsPaginator(l -> l.familyPrefix(SMALL.family()).maxResults(2))
                .taskDefinitionArns())
        .hasSize(3);
    assertThat(MOTO.aws().cloudWatch().listDashboards().dashboardEntries()).hasSize(2);
    assertThat(MOTO.aws().cloudWatch().listDashboardsPaginator().dashboardEntries()).hasSize(5);
    assertThat(
            MOTO.aws()
                .ecs()
                .listContainerInstancesPaginator(l -> l.cluster(SMALL.cluster()))
                .containerInstanceArns())
        .hasSize(run.machineIds().size());
  }

  @Test
  void takesAServiceAndItsClusterDownInAwssOrder() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    Runnable deleteService =
        () ->
            MOTO.aws()
                .ecs()
                .deleteService(d -> d.cluster(SMALL.cluster()).service(SMALL.service()));
    Runnable deleteCluster = () -> MOTO.aws().ecs().deleteCluster(d -> d.cluster(SMALL.cluster()));

    var service = service();
    assertThat(service.createdAt()).isAfterOrEqualTo(run.startTime().minusSeconds(1));
    assertThat(
            MOTO.aws()
                .ecs()
                .describeTaskDefinition(d -> d.taskDefinition(SMALL.family()))
                .taskDefinition()
                .registeredAt())
        .isAfterOrEqualTo(run.startTime().minusSeconds(1));
    assertRefused(deleteService, "InvalidParameterException");
    MOTO.aws()
        .ecs()
        .updateService(u -> u.cluster(SMALL.cluster()).service(SMALL.service()).desiredCount(0));
    assertRefused(deleteCluster, "ClusterContainsServicesException");
    deleteService.run();
    assertThat(service().status()).isEqualTo("DRAINING");
    assertRefused(deleteService, "ServiceNotActiveException");
    assertThat(MOTO.aws().ecs().listServices(l -> l.cluster(SMALL.cluster())).serviceArns())
        .isEmpty();
    await().until(() -> service().status().equals("INACTIVE"));
    assertRefused(deleteCluster, "ClusterContainsContainerInstancesException");
    MOTO.aws()
        .ec2()
        .cancelSpotFleetRequests(
            c -> c.spotFleetRequestIds(run.fleetId()).terminateInstances(true));
    await().until(() -> run.machineIds().isEmpty());
    deleteCluster.run();
    var cluster =
        MOTO.aws().ecs().describeClusters(d -> d.clusters(SMALL.cluster())).clusters().get(0);
    assertThat(cluster.status()).isEqualTo("INACTIVE");
  }

  private static Service service() {
    return MOTO.aws()
        .ecs()
        .describeServices(d -> d.cluster(SMALL.cluster()).services(SMALL.service()))
        .services()
        .get(0);
  }

  @Test
  void exportsOneLogGroupAtATime() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    long from = run.startTime().toEpochMilli();

    String first = export(SMALL.logGroup(), from);

    assertRefused(() -> export(SMALL.perInstanceLogGroup(), from), "LimitExceededException");
    assertThat(exportsThatAre("RUNNING")).containsExactly(first);
    await().until(() -> exportsThatAre("COMPLETED").contains(first));
    assertThat(exportsThatAre("RUNNING")).isEmpty();
    String second = export(SMALL.perInstanceLogGroup(), from);
    MOTO.aws().logs().cancelExportTask(c -> c.taskId(second));
    assertThat(exportsThatAre("CANCELLED")).containsExactly(second);
    assertRefused(
        () -> MOTO.aws().logs().cancelExportTask(c -> c.taskId(second)),
        "InvalidOperationException");
    assertThat(
            MOTO.aws()
                .s3()
                .listObjectsV2(l -> l.bucket(SMALL.bucket()).prefix("exportedlogs/"))
                .contents())
        .anyMatch(
            o ->
                o.key()
                    .equals(
                        "exportedlogs/" + SMALL.logGroup() + "/" + first + "/A01-one/000000.gz"));
  }

  @Test
  void exportsNothingIntoABucketThatDoesNotAllowIt() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    MOTO.aws().s3().deleteBucketPolicy(d -> d.bucket(SMALL.bucket()));

    assertRefused(
        () -> export(SMALL.logGroup(), run.startTime().toEpochMilli()),
        "InvalidParameterException");
  }

  private static String export(String group, long from) {
    return MOTO.aws()
        .logs()
        .createExportTask(
            c ->
                c.taskName(group + " " + from)
                    .logGroupName(group)
                    .from(from)
                    .to(from + 60_000)
                    .destination(SMALL.bucket())
                    .destinationPrefix("exportedlogs/" + group))
        .taskId();
  }

  private static List<String> exportsThatAre(String status) {
    return MOTO.aws().logs().describeExportTasks(d -> d.statusCode(status)).exportTasks().stream()
        .map(task -> task.taskId())
        .toList();
  }

  @Test
  void saysWhichQueueADeadLetterCameFrom() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);

    run.failOneJob();

    var letters =
        MOTO.aws()
            .sqs()
            .receiveMessage(
                r ->
                    r.queueUrl(run.deadLetterQueueUrl())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).attributes())
        .hasEntrySatisfying(
            MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
            arn -> assertThat(arn).endsWith(":" + SMALL.queue()));
  }
}
