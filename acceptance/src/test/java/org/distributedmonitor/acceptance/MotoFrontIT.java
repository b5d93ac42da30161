package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What the front adds to moto, over the wire, but for fleets ({@link MotoFleetIT}). */
@Timeout(900)
class MotoFrontIT {
  private static final RunPlan SMALL =
      RunPlan.named("2021_12_13_Project_Analysis").withCluster("cells").sized(3, 1, 4);

  private static Processes processes;
  private static MotoFront front;
  private static Aws aws;

  @BeforeAll
  static void startMoto() {
    processes = Processes.of(MotoFrontIT.class);
    front = MotoFront.start(processes);
    aws = front.clients("test");
  }

  @AfterAll
  static void endMoto() {
    aws.close();
    processes.close();
  }

  @BeforeEach
  void emptyAccount() {
    front.reset();
  }

  @Test
  void speaksCloudWatchsCborWithTimesAndNumbers() {
    Instant before = Instant.now().minusSeconds(5);
    RunInMoto run = RunInMoto.create(aws, SMALL);
    String name = SMALL.alarm(run.machineIds().get(0));

    MetricAlarm alarm =
        aws.cloudWatch().describeAlarms(d -> d.alarmNames(name)).metricAlarms().get(0);

    assertThat(alarm.alarmConfigurationUpdatedTimestamp()).isBetween(before, Instant.now());
    assertThat(alarm.threshold()).isEqualTo(1.0);
    assertThat(alarm.evaluationPeriods()).isEqualTo(15);
    assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
  }

  @Test
  void answersCloudWatchsErrorsWithTheirClassAndTheirCode() {
    assertThatThrownBy(() -> aws.cloudWatch().getDashboard(g -> g.dashboardName("nobodys")))
        .isInstanceOf(DashboardNotFoundErrorException.class)
        .satisfies(e -> assertThat(code(e)).isEqualTo("ResourceNotFound"));
  }

  @Test
  void listsAlarmsInPagesAndDeletesAHundredAtMost() {
    RunInMoto.create(aws, SMALL.sized(0, 120, 0));

    List<String> names =
        aws.cloudWatch().describeAlarmsPaginator().metricAlarms().stream()
            .map(MetricAlarm::alarmName)
            .toList();

    assertThat(aws.cloudWatch().describeAlarms().metricAlarms()).hasSize(100);
    assertThat(names).hasSize(122).doesNotHaveDuplicates();
    assertRefused(() -> aws.cloudWatch().deleteAlarms(d -> d.alarmNames(names)), "ValidationError");
    assertRefused(
        () -> aws.cloudWatch().deleteAlarms(d -> d.alarmNames(List.of())), "ValidationError");
    aws.cloudWatch().deleteAlarms(d -> d.alarmNames(names.subList(0, 100)));
    assertThat(aws.cloudWatch().describeAlarms().metricAlarms()).hasSize(22);
  }

  @Test
  void listsTaskDefinitionsDashboardsAndContainerInstancesInPages() {
    front.settings(Map.of("page_sizes", Map.of("ListDashboards", 2, "ListContainerInstances", 2)));
    RunInMoto run = RunInMoto.create(aws, SMALL);
    IntStream.range(0, 4)
        .forEach(
            i ->
                aws.cloudWatch()
                    .putDashboard(p -> p.dashboardName("other" + i).dashboardBody("{}")));

    var firstRevisions =
        aws.ecs().listTaskDefinitions(l -> l.familyPrefix(SMALL.family()).maxResults(2));

    assertThat(firstRevisions.taskDefinitionArns()).hasSize(2);
    assertThat(
            aws.ecs()
                .listTaskDefinitionsPaginator(l -> l.familyPrefix(SMALL.family()).maxResults(2))
                .taskDefinitionArns())
        .hasSize(3);
    assertThat(aws.cloudWatch().listDashboards().dashboardEntries()).hasSize(2);
    assertThat(aws.cloudWatch().listDashboardsPaginator().dashboardEntries()).hasSize(5);
    assertThat(
            aws.ecs()
                .listContainerInstancesPaginator(l -> l.cluster(SMALL.cluster()))
                .containerInstanceArns())
        .hasSize(run.machineIds().size());
  }

  @Test
  void takesAServiceAndItsClusterDownInAwssOrder() {
    RunInMoto run = RunInMoto.create(aws, SMALL);
    Runnable deleteService =
        () -> aws.ecs().deleteService(d -> d.cluster(SMALL.cluster()).service(SMALL.service()));
    Runnable deleteCluster = () -> aws.ecs().deleteCluster(d -> d.cluster(SMALL.cluster()));

    var service = service();
    assertThat(service.createdAt()).isAfterOrEqualTo(run.startTime().minusSeconds(1));
    assertThat(
            aws.ecs()
                .describeTaskDefinition(d -> d.taskDefinition(SMALL.family()))
                .taskDefinition()
                .registeredAt())
        .isAfterOrEqualTo(run.startTime().minusSeconds(1));
    assertRefused(deleteService, "InvalidParameterException");
    aws.ecs()
        .updateService(u -> u.cluster(SMALL.cluster()).service(SMALL.service()).desiredCount(0));
    assertRefused(deleteCluster, "ClusterContainsServicesException");
    deleteService.run();
    assertThat(service().status()).isEqualTo("DRAINING");
    assertRefused(deleteService, "ServiceNotActiveException");
    assertThat(aws.ecs().listServices(l -> l.cluster(SMALL.cluster())).serviceArns()).isEmpty();
    await().until(() -> service().status().equals("INACTIVE"));
    assertRefused(deleteCluster, "ClusterContainsContainerInstancesException");
    aws.ec2()
        .cancelSpotFleetRequests(
            c -> c.spotFleetRequestIds(run.fleetId()).terminateInstances(true));
    await().until(() -> run.machineIds().isEmpty());
    deleteCluster.run();
    var cluster = aws.ecs().describeClusters(d -> d.clusters(SMALL.cluster())).clusters().get(0);
    assertThat(cluster.status()).isEqualTo("INACTIVE");
  }

  private static software.amazon.awssdk.services.ecs.model.Service service() {
    return aws.ecs()
        .describeServices(d -> d.cluster(SMALL.cluster()).services(SMALL.service()))
        .services()
        .get(0);
  }

  @Test
  void exportsOneLogGroupAtATime() {
    RunInMoto run = RunInMoto.create(aws, SMALL);
    long from = run.startTime().toEpochMilli();

    String first = export(SMALL.logGroup(), from);

    assertRefused(() -> export(SMALL.perInstanceLogGroup(), from), "LimitExceededException");
    assertThat(exportsThatAre("RUNNING")).containsExactly(first);
    await().until(() -> exportsThatAre("COMPLETED").contains(first));
    assertThat(exportsThatAre("RUNNING")).isEmpty();
    String second = export(SMALL.perInstanceLogGroup(), from);
    aws.logs().cancelExportTask(c -> c.taskId(second));
    assertThat(exportsThatAre("CANCELLED")).containsExactly(second);
    assertRefused(
        () -> aws.logs().cancelExportTask(c -> c.taskId(second)), "InvalidOperationException");
    assertThat(
            aws.s3()
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
    RunInMoto run = RunInMoto.create(aws, SMALL);
    aws.s3().deleteBucketPolicy(d -> d.bucket(SMALL.bucket()));

    assertRefused(
        () -> export(SMALL.logGroup(), run.startTime().toEpochMilli()),
        "InvalidParameterException");
  }

  private static String export(String group, long from) {
    return aws.logs()
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
    return aws.logs().describeExportTasks(d -> d.statusCode(status)).exportTasks().stream()
        .map(task -> task.taskId())
        .toList();
  }

  @Test
  void saysWhichQueueADeadLetterCameFrom() {
    RunInMoto run = RunInMoto.create(aws, SMALL);

    run.failOneJob();

    var letters =
        aws.sqs()
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

  @Test
  void leavesTheDumpOfNeighboursAloneAndShowsWhatChanges() {
    RunInMoto run = RunInMoto.create(aws, SMALL);
    Neighbours neighbours = Neighbours.of(aws, SMALL);
    String before = neighbours.dump();
    String own = new Dump(aws, run).text();

    run.drain(4);

    assertThat(neighbours.dump()).isEqualTo(before);
    assertThat(new Dump(aws, run).text()).isNotEqualTo(own);
    neighbours.runs().get(1).drain(1);
    assertThat(neighbours.dump()).isNotEqualTo(before);
  }

  @Test
  void refusesThrottlesAndFailsInEveryServicesOwnShape() {
    RunInMoto run = RunInMoto.create(aws, SMALL);
    Map<String, Runnable> calls =
        Map.of(
            "sqs", () -> aws.sqs().getQueueUrl(g -> g.queueName(SMALL.queue())),
            "ec2", () -> aws.ec2().describeInstances(),
            "ecs", () -> aws.ecs().describeClusters(),
            "cloudwatch", () -> aws.cloudWatch().describeAlarms(),
            "logs", () -> aws.logs().describeLogGroups(),
            "s3", () -> aws.s3().listBuckets(),
            "sts", () -> aws.sts().getCallerIdentity());
    Set<String> refusals = Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

    calls.forEach(
        (service, call) -> {
          front.fault(Fault.refuse("*").service(service));
          assertThatThrownBy(call::run)
              .as(service)
              .satisfies(e -> assertThat(code(e)).isIn(refusals));
          front.clearFaults();
          front.fault(Fault.throttle("*").service(service));
          assertThatThrownBy(call::run)
              .as(service)
              .satisfies(
                  e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
          front.clearFaults();
          front.fault(Fault.error("*", 503, "ServiceUnavailable").service(service));
          assertThatThrownBy(call::run)
              .as(service)
              .satisfies(e -> assertThat(((AwsServiceException) e).statusCode()).isEqualTo(503));
          front.clearFaults();
          call.run();
        });
    assertThat(run.machineIds()).hasSize(3);
  }

  @Test
  void losesTheReplyAfterTheEffectAndRemembersTheCall() {
    RunInMoto run = RunInMoto.create(aws, SMALL);
    front.fault(Fault.loseReply("DeleteQueue"));

    assertThatThrownBy(() -> aws.sqs().deleteQueue(d -> d.queueUrl(run.queueUrl())))
        .isInstanceOf(SdkClientException.class);

    front.clearFaults();
    assertRefused(
        () -> aws.sqs().getQueueUrl(g -> g.queueName(SMALL.queue())),
        "AWS.SimpleQueueService.NonExistentQueue");
    Call lost =
        front.callsOf("test").stream().filter(c -> c.is("DeleteQueue")).findFirst().orElseThrow();
    assertThat(lost.mutating()).isTrue();
    assertThat(lost.status()).isNull();
    assertThat(ResourceNames.namedIn(lost, SMALL.queue())).isTrue();
    assertThat(ResourceNames.namedIn(lost, SMALL.queue() + "1")).isFalse();
  }

  @Test
  void hangsUntilTheFaultIsLiftedAndStrikesOnlyWhatItIsToldTo() {
    RunInMoto run = RunInMoto.create(aws, SMALL);
    front.fault(Fault.hang("DescribeSpotFleetRequests").containing(run.fleetId()));
    var hanging =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> aws.ec2().describeSpotFleetRequests(d -> d.spotFleetRequestIds(run.fleetId())));

    await()
        .until(
            () ->
                front.calls().stream().anyMatch(c -> c.names(run.fleetId()) && c.status() == null));
    assertThat(aws.ec2().describeSpotFleetRequests().spotFleetRequestConfigs()).hasSize(1);
    assertThat(hanging).isNotDone();
    front.clearFaults();

    // The SDK asks again on a connection that was closed without a reply.
    assertThat(hanging).succeedsWithin(Duration.ofSeconds(10));
    front.fault(Fault.refuse("ListQueues").times(1));
    assertRefused(() -> aws.sqs().listQueues(), "AccessDenied");
    aws.sqs().listQueues();
  }

  private static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run).satisfies(e -> assertThat(code(e)).isEqualTo(code));
  }

  private static String code(Throwable e) {
    return ((AwsServiceException) e).awsErrorDetails().errorCode();
  }
}
