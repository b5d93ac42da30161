package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedmonitor.acceptance.Refusals.assertRefused;
import static software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy.DEFAULT;
import static software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy.NO_TERMINATION;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.BatchState;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** Lowering and cancelling a spot fleet as AWS has it and moto has not. */
@Timeout(900)
class MotoFleetChangesIT {
  @RegisterExtension static final Moto MOTO = new Moto();

  private static final RunPlan SMALL = RunPlan.named("Cells").sized(5, 0, 0);
  private static final String UNKNOWN = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  private RunInMoto run;

  @BeforeEach
  void oneRun() {
    run = RunInMoto.create(MOTO.aws(), SMALL);
  }

  @Test
  void lowersItsTargetWithOrWithoutTerminatingAndReplacesWhatDies() {
    modify(3, NO_TERMINATION);
    assertThat(run.machineIds()).hasSize(5);
    assertThat(fleet().spotFleetRequestConfig().targetCapacity()).isEqualTo(3);

    List<String> machines = run.machineIds();
    MOTO.aws().ec2().terminateInstances(t -> t.instanceIds(machines.subList(0, 3)));
    assertThat(run.machineIds()).hasSize(3).containsAll(machines.subList(3, 5));

    modify(1, DEFAULT);
    assertThat(run.machineIds()).hasSize(1);
  }

  @Test
  void cannotBeModifiedWhileItIsBeingModifiedNorOnceCancelled() {
    MOTO.front().settings(Map.of("modifying_seconds", 0.5));
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
    MOTO.aws()
        .ec2()
        .cancelSpotFleetRequests(
            c -> c.spotFleetRequestIds(run.fleetId()).terminateInstances(false));

    assertThat(fleet().spotFleetRequestState()).isEqualTo(BatchState.CANCELLED_RUNNING);
    assertThat(run.machineIds()).hasSize(5);
  }

  private SpotFleetRequestConfig fleet() {
    return MOTO.aws()
        .ec2()
        .describeSpotFleetRequests(d -> d.spotFleetRequestIds(run.fleetId()))
        .spotFleetRequestConfigs()
        .get(0);
  }

  private List<String> machineStates() {
    return new FleetMachines(MOTO.aws()).statesByTag(run.fleetId());
  }

  private void modify(int target, ExcessCapacityTerminationPolicy policy) {
    MOTO.aws()
        .ec2()
        .modifySpotFleetRequest(
            m ->
                m.spotFleetRequestId(run.fleetId())
                    .targetCapacity(target)
                    .excessCapacityTerminationPolicy(policy));
  }

  private static CancelSpotFleetRequestsResponse cancel(String... fleetIds) {
    return MOTO.aws()
        .ec2()
        .cancelSpotFleetRequests(c -> c.spotFleetRequestIds(fleetIds).terminateInstances(true));
  }
}
