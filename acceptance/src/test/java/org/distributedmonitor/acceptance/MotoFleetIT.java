package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy.DEFAULT;
import static software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy.NO_TERMINATION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ec2.model.BatchState;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** Spot fleets behind the front: what AWS says of them and moto does not. */
@Timeout(900)
class MotoFleetIT {
  private static final RunPlan SMALL = RunPlan.named("Cells").sized(5, 0, 0);
  private static final String UNKNOWN = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  private static Processes processes;
  private static MotoFront front;
  private static Aws aws;

  private RunInMoto run;

  @BeforeAll
  static void startMoto() {
    processes = Processes.of(MotoFleetIT.class);
    front = MotoFront.start(processes);
    aws = front.clients("test");
  }

  @AfterAll
  static void endMoto() {
    aws.close();
    processes.close();
  }

  @BeforeEach
  void oneRun() {
    front.reset();
    run = RunInMoto.create(aws, SMALL);
  }

  @Test
  void describesAFleetAsAwsDoes() {
    SpotFleetRequestConfig fleet = fleet();

    assertThat(run.fleetId()).matches("sfr-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(fleet.createTime()).isAfter(run.startTime().minusSeconds(2));
    assertThat(fleet.spotFleetRequestConfig().type()).isEqualTo(FleetType.MAINTAIN);
    assertThat(fleet.spotFleetRequestConfig().onDemandTargetCapacity()).isZero();
    assertThat(fleet.spotFleetRequestConfig().excessCapacityTerminationPolicy()).isEqualTo(DEFAULT);
    byte[] userData =
        Base64.getDecoder()
            .decode(fleet.spotFleetRequestConfig().launchSpecifications().get(0).userData());
    assertThat(new String(userData, StandardCharsets.UTF_8))
        .contains("s3://bucket-name/ecsconfigs/Cells_ecs.config");
  }

  @Test
  void tagsItsMachinesAndListsThemInPages() {
    front.settings(Map.of("page_sizes", Map.of("DescribeSpotFleetInstances", 2)));

    assertThat(run.machineIds()).hasSize(5).doesNotHaveDuplicates();
    assertThat(machineStates()).hasSize(5).containsOnly("running");
  }

  @Test
  void lowersItsTargetWithOrWithoutTerminatingAndReplacesWhatDies() {
    modify(3, NO_TERMINATION);
    assertThat(run.machineIds()).hasSize(5);
    assertThat(fleet().spotFleetRequestConfig().targetCapacity()).isEqualTo(3);

    List<String> machines = run.machineIds();
    aws.ec2().terminateInstances(t -> t.instanceIds(machines.subList(0, 3)));
    assertThat(run.machineIds()).hasSize(3).containsAll(machines.subList(3, 5));

    modify(1, DEFAULT);
    assertThat(run.machineIds()).hasSize(1);
  }

  @Test
  void cannotBeModifiedWhileItIsBeingModifiedNorOnceCancelled() {
    front.settings(Map.of("modifying_seconds", 0.5));
    modify(3, NO_TERMINATION);
    assertRefused(() -> modify(2, NO_TERMINATION), "FleetNotInModifiableState");
    await().until(() -> fleet().spotFleetRequestState() == BatchState.ACTIVE);

    cancel(run.fleetId());

    assertRefused(() -> modify(1, NO_TERMINATION), "FleetNotInModifiableState");
  }

  @Test
  void staysDescribedWhileAndAfterItIsCancelled() {
    CancelSpotFleetRequestsResponse first = cancel(run.fleetId());
    assertThat(first.successfulFleetRequests()).hasSize(1);
    assertThat(fleet().spotFleetRequestState()).isEqualTo(BatchState.CANCELLED_TERMINATING);
    assertThat(machineStates()).containsOnly("shutting-down");

    await().until(() -> fleet().spotFleetRequestState() == BatchState.CANCELLED);
    assertThat(machineStates()).containsOnly("terminated");
    assertThat(run.machineIds()).isEmpty();
    CancelSpotFleetRequestsResponse second = cancel(run.fleetId(), UNKNOWN);
    assertThat(second.successfulFleetRequests()).isEmpty();
    assertThat(second.unsuccessfulFleetRequests())
        .extracting(refused -> refused.error().codeAsString())
        .containsExactly("fleetRequestNotInCancellableState", "fleetRequestIdDoesNotExist");
  }

  @Test
  void keepsItsMachinesOnWhenCancelledWithoutThem() {
    aws.ec2()
        .cancelSpotFleetRequests(
            c -> c.spotFleetRequestIds(run.fleetId()).terminateInstances(false));

    assertThat(fleet().spotFleetRequestState()).isEqualTo(BatchState.CANCELLED_RUNNING);
    assertThat(run.machineIds()).hasSize(5);
  }

  @Test
  void isUnknownByItsErrorCode() {
    assertRefused(
        () -> aws.ec2().describeSpotFleetRequests(d -> d.spotFleetRequestIds(UNKNOWN)),
        "InvalidSpotFleetRequestId.NotFound");
    assertRefused(
        () -> aws.ec2().describeSpotFleetInstances(d -> d.spotFleetRequestId(UNKNOWN)),
        "InvalidSpotFleetRequestId.NotFound");
  }

  @Test
  void tellsItsHistoryInPagesWithTheTimeOnTheLast() {
    DescribeSpotFleetRequestHistoryResponse first = history(4, null);
    DescribeSpotFleetRequestHistoryResponse last = history(1000, first.nextToken());

    assertThat(first.historyRecords()).hasSize(4);
    assertThat(first.lastEvaluatedTime()).isNull();
    assertThat(last.historyRecords()).hasSize(3);
    assertThat(last.nextToken()).isNull();
    assertThat(last.lastEvaluatedTime()).isNotNull();
    assertThat(first.historyRecords().get(0).eventInformation().instanceId()).startsWith("i-");
  }

  private DescribeSpotFleetRequestHistoryResponse history(int atMost, String token) {
    return aws.ec2()
        .describeSpotFleetRequestHistory(
            DescribeSpotFleetRequestHistoryRequest.builder()
                .spotFleetRequestId(run.fleetId())
                .startTime(Instant.now().minusSeconds(3600))
                .maxResults(atMost)
                .nextToken(token)
                .build());
  }

  private SpotFleetRequestConfig fleet() {
    return aws.ec2()
        .describeSpotFleetRequests(d -> d.spotFleetRequestIds(run.fleetId()))
        .spotFleetRequestConfigs()
        .get(0);
  }

  private List<String> machineStates() {
    return new FleetMachines(aws).statesByTag(run.fleetId());
  }

  private void modify(int target, ExcessCapacityTerminationPolicy policy) {
    aws.ec2()
        .modifySpotFleetRequest(
            m ->
                m.spotFleetRequestId(run.fleetId())
                    .targetCapacity(target)
                    .excessCapacityTerminationPolicy(policy));
  }

  private static CancelSpotFleetRequestsResponse cancel(String... fleetIds) {
    return aws.ec2()
        .cancelSpotFleetRequests(c -> c.spotFleetRequestIds(fleetIds).terminateInstances(true));
  }

  private static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
