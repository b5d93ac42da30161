package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.distributedmonitor.acceptance.Refusals.assertRefused;
import static org.distributedmonitor.acceptance.Refusals.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The front before moto: its translation, its faults, its memory, over the wire. */
@Timeout(900)
class MotoFrontIT {
  @RegisterExtension static final Moto MOTO = new Moto();

  private static final RunPlan SMALL =
      RunPlan.named("2021_12_13_Project_Analysis").withCluster("cells").sized(3, 1, 4);

  @Test
  void speaksCloudWatchsCborWithTimesAndNumbers() {
    Instant before = Instant.now().minusSeconds(5);
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    String name = SMALL.alarm(run.machineIds().get(0));

    MetricAlarm alarm =
        MOTO.aws().cloudWatch().describeAlarms(d -> d.alarmNames(name)).metricAlarms().get(0);

    assertThat(alarm.alarmConfigurationUpdatedTimestamp()).isBetween(before, Instant.now());
    assertThat(alarm.threshold()).isEqualTo(1.0);
    assertThat(alarm.evaluationPeriods()).isEqualTo(15);
    assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
  }

  @Test
  void answersCloudWatchsErrorsWithTheirClassAndTheirCode() {
    assertThatThrownBy(() -> MOTO.aws().cloudWatch().getDashboard(g -> g.dashboardName("nobodys")))
        .isInstanceOf(DashboardNotFoundErrorException.class)
        .satisfies(e -> assertThat(code(e)).isEqualTo("ResourceNotFound"));
  }

  @Test
  void refusesThrottlesAndFailsInEveryServicesOwnShape() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    Map<String, Runnable> calls =
        Map.of(
            "sqs", () -> MOTO.aws().sqs().getQueueUrl(g -> g.queueName(SMALL.queue())),
            "ec2", () -> MOTO.aws().ec2().describeInstances(),
            "ecs", () -> MOTO.aws().ecs().describeClusters(),
            "cloudwatch", () -> MOTO.aws().cloudWatch().describeAlarms(),
            "logs", () -> MOTO.aws().logs().describeLogGroups(),
            "s3", () -> MOTO.aws().s3().listBuckets(),
            "sts", () -> MOTO.aws().sts().getCallerIdentity());
    Set<String> refusals = Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

    calls.forEach(
        (service, call) -> {
          MOTO.front().fault(Fault.refuse("*").service(service));
          assertThatThrownBy(call::run)
              .as(service)
              .satisfies(e -> assertThat(code(e)).isIn(refusals));
          MOTO.front().clearFaults();
          MOTO.front().fault(Fault.throttle("*").service(service));
          assertThatThrownBy(call::run)
              .as(service)
              .satisfies(
                  e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
          MOTO.front().clearFaults();
          MOTO.front().fault(Fault.error("*", 503, "ServiceUnavailable").service(service));
          assertThatThrownBy(call::run)
              .as(service)
              .satisfies(e -> assertThat(((AwsServiceException) e).statusCode()).isEqualTo(503));
          MOTO.front().clearFaults();
          call.run();
        });
    assertThat(run.machineIds()).hasSize(3);
  }

  @Test
  void losesTheReplyAfterTheEffectAndRemembersTheCall() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    MOTO.front().fault(Fault.loseReply("DeleteQueue"));

    assertThatThrownBy(() -> MOTO.aws().sqs().deleteQueue(d -> d.queueUrl(run.queueUrl())))
        .isInstanceOf(SdkClientException.class);

    MOTO.front().clearFaults();
    assertRefused(
        () -> MOTO.aws().sqs().getQueueUrl(g -> g.queueName(SMALL.queue())),
        "AWS.SimpleQueueService.NonExistentQueue");
    Call lost =
        MOTO.front().callsOf("test").stream()
            .filter(c -> c.is("DeleteQueue"))
            .findFirst()
            .orElseThrow();
    assertThat(lost.mutating()).isTrue();
    assertThat(lost.status()).isNull();
    assertThat(ResourceNames.namedIn(lost, SMALL.queue())).isTrue();
    assertThat(ResourceNames.namedIn(lost, SMALL.queue() + "1")).isFalse();
  }

  @Test
  void hangsUntilTheFaultIsLiftedAndStrikesOnlyWhatItIsToldTo() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    MOTO.front().fault(Fault.hang("DescribeSpotFleetRequests").containing(run.fleetId()));
    var hanging =
        CompletableFuture.supplyAsync(
            () ->
                MOTO.aws()
                    .ec2()
                    .describeSpotFleetRequests(d -> d.spotFleetRequestIds(run.fleetId())));

    await()
        .until(
            () ->
                MOTO.front().calls().stream()
                    .anyMatch(c -> c.names(run.fleetId()) && c.status() == null));
    assertThat(MOTO.aws().ec2().describeSpotFleetRequests().spotFleetRequestConfigs()).hasSize(1);
    assertThat(hanging).isNotDone();
    MOTO.front().clearFaults();

    assertThat(hanging)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(SdkClientException.class);
    MOTO.front().fault(Fault.refuse("ListQueues").times(1));
    assertRefused(() -> MOTO.aws().sqs().listQueues(), "AccessDenied");
    MOTO.aws().sqs().listQueues();
  }

  @Test
  void holdsAReplyBackAfterTheEffectUntilThatFaultIsLifted() {
    RunInMoto run = RunInMoto.create(MOTO.aws(), SMALL);
    MOTO.front().fault(Fault.refuse("ListQueues").named("stays"));
    MOTO.front().fault(Fault.holdReply("DeleteQueue").named("held"));
    var deletion =
        CompletableFuture.runAsync(
            () -> MOTO.aws().sqs().deleteQueue(d -> d.queueUrl(run.queueUrl())));

    await().until(() -> MOTO.front().struck("held") == 1);
    await()
        .untilAsserted(
            () ->
                assertRefused(
                    () -> MOTO.aws().sqs().getQueueUrl(g -> g.queueName(SMALL.queue())),
                    "AWS.SimpleQueueService.NonExistentQueue"));
    assertThat(deletion).isNotDone();
    MOTO.front().liftFaults("held");

    assertThat(deletion).succeedsWithin(Duration.ofSeconds(10));
    assertRefused(() -> MOTO.aws().sqs().listQueues(), "AccessDenied");
  }

  @Test
  void letsTheCredentialsOfOneCallerExpire() {
    MOTO.front().fault(Fault.expire("*").caller("another"));
    MOTO.aws().sqs().listQueues();

    MOTO.front().fault(Fault.expire("*").caller("test"));

    assertRefused(() -> MOTO.aws().sqs().listQueues(), "ExpiredToken");
    assertRefused(() -> MOTO.aws().ec2().describeInstances(), "RequestExpired");
    assertRefused(() -> MOTO.aws().ecs().describeClusters(), "ExpiredTokenException");
    assertRefused(() -> MOTO.aws().sts().getCallerIdentity(), "ExpiredToken");
  }
}
