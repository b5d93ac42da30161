package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.distributedmonitor.simulator.api.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(20)
class FaultsTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final SimulatedRun run = region.setUp(RunSpec.builder("P").build());

  private void call(String operation) {
    Map<String, Runnable> calls =
        Map.of(
            "sqs:GetQueueUrl", () -> region.sqs().getQueueUrl(r -> r.queueName("PQueue")),
            "ec2:DescribeInstances", () -> region.ec2().describeInstances(),
            "ecs:ListServices", () -> region.ecs().listServices(r -> r.cluster("default")),
            "cloudwatch:DescribeAlarms", () -> region.cloudWatch().describeAlarms(),
            "logs:DescribeLogGroups", () -> region.logs().describeLogGroups(),
            "s3:GetBucketPolicy",
                () -> region.s3().getBucketPolicy(r -> r.bucket("simulated-bucket")),
            "sts:GetCallerIdentity", () -> region.sts().getCallerIdentity());
    calls.get(operation).run();
  }

  @ParameterizedTest
  @CsvSource({
    "sqs:GetQueueUrl,AccessDenied,403,RequestThrottled",
    "ec2:DescribeInstances,UnauthorizedOperation,403,RequestLimitExceeded",
    "ecs:ListServices,AccessDeniedException,400,ThrottlingException",
    "cloudwatch:DescribeAlarms,AccessDenied,403,Throttling",
    "logs:DescribeLogGroups,AccessDeniedException,400,ThrottlingException",
    "s3:GetBucketPolicy,AccessDenied,403,SlowDown",
    "sts:GetCallerIdentity,AccessDenied,403,Throttling",
  })
  void eachServiceRefusesAndThrottlesInItsOwnWords(
      String operation, String refusal, int status, String throttle) {
    region.faults().refuse(operation);
    assertThatThrownBy(() -> call(operation))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(refusal);
              assertThat(e.statusCode()).isEqualTo(status);
            });

    region.faults().allow(operation).throttle(operation, 1);
    assertThatThrownBy(() -> call(operation))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(throttle);
              assertThat(e.isThrottlingException()).isTrue();
            });
    call(operation);

    assertThat(region.calls().of(operation))
        .extracting(Call::errorCode)
        .containsExactly(refusal, throttle, null);
  }

  @Test
  void anAnswerIsDatedByTheRegionsClock() {
    assertThat(region.sts().getCallerIdentity().sdkHttpResponse().firstMatchingHeader("Date"))
        .contains("Sun, 01 Mar 2026 08:00:00 GMT");
  }

  @Test
  void aLostAnswerHasHadItsEffect() {
    region
        .faults()
        .afterEffect("ec2:CancelSpotFleetRequests", SdkClientException.create("connection reset"));

    assertThatThrownBy(this::cancel).hasMessage("connection reset");

    assertThat(region.dump(name -> name.equals(run.fleetId()))).contains("cancelled");
  }

  private void cancel() {
    region
        .ec2()
        .cancelSpotFleetRequests(
            r -> r.spotFleetRequestIds(run.fleetId()).terminateInstances(true));
  }

  @Test
  void aHangingCallGoesOnWhenReleasedAndOthersAreNotHeldUp() {
    region.faults().hang("ec2:CancelSpotFleetRequests");
    CompletableFuture<Void> hanging = CompletableFuture.runAsync(this::cancel);

    region.sts().getCallerIdentity();
    assertThat(hanging).isNotDone();
    region.faults().release("ec2:CancelSpotFleetRequests");

    hanging.join();
    assertThat(region.calls().count("ec2:CancelSpotFleetRequests")).isEqualTo(1);
  }

  @Test
  void aHangingCallEndsWhenItsThreadIsInterrupted() throws InterruptedException {
    region.faults().hang("ec2:CancelSpotFleetRequests");
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread caller = new Thread(this::cancel);
    caller.setUncaughtExceptionHandler((thread, e) -> seen.set(e));
    caller.start();

    caller.interrupt();
    caller.join();

    assertThat(seen.get()).isInstanceOf(AbortedException.class);
    assertThat(region.faults().waiting("ec2:CancelSpotFleetRequests")).isZero();
  }

  @Test
  void theJournalKeepsOrderNamesAndWhetherSomethingCouldChange() {
    region.sqs().getQueueUrl(r -> r.queueName("PQueue"));
    clock.set(clock.instant().plusSeconds(60));
    region.ecs().updateService(r -> r.service("PService").desiredCount(0));

    assertThat(region.calls().all())
        .extracting(Call::operation)
        .containsExactly("sqs:GetQueueUrl", "ecs:UpdateService");
    assertThat(region.calls().mutating())
        .singleElement()
        .satisfies(call -> assertThat(call.resources()).containsExactly("PService"));
    assertThat(region.calls().countSince(clock.instant())).isEqualTo(1);
  }

  @Test
  void operationsThatAreNotSimulatedSaySo() {
    assertThatThrownBy(() -> region.sqs().listMessageMoveTasks(r -> r.sourceArn("x")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
