package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;

/** Cancelling a run's fleets, and seeing their machines end. */
interface CancellationContract {
  String UNKNOWN = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  Stage stage();

  private OneRun plate() {
    return stage().setUp(Setting.named("Plate1").withMachines(4));
  }

  @Test
  default void endsTheFleetAndItsMachinesAndNoOthers() {
    OneRun run = plate();
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(2));
    CleanupOrder order = run.frozen();
    List<String> machines = run.machineIds();

    StepOutcome cancelled = stage().fleets().cancelFleets(order);
    List<String> ending = run.machineIds();
    MachineRoll gone = stage().until(() -> stage().fleets().awaitMachinesGone(order));

    assertThat(cancelled.kind()).isEqualTo(Kind.DONE);
    assertThat(cancelled.detail()).contains(run.fleetId());
    assertThat(ending).hasSize(4).isEqualTo(machines);
    assertThat(gone).isEqualTo(new MachineRoll(0, 0, ""));
    assertThat(neighbour.machineIds()).hasSize(2);
  }

  @Test
  default void isAlreadyDoneTheSecondTime() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();
    stage().fleets().cancelFleets(order);

    StepOutcome atOnce = stage().fleets().cancelFleets(order);
    stage().until(() -> stage().fleets().awaitMachinesGone(order));
    StepOutcome later = stage().fleets().cancelFleets(order);

    assertThat(List.of(atOnce, later)).allMatch(step -> step.kind() == Kind.ALREADY_GONE);
  }

  @Test
  default void takesAFleetThatEc2DoesNotKnowForGone() {
    OneRun run = plate();

    StepOutcome alone = stage().fleets().cancelFleets(run.frozen(UNKNOWN));
    StepOutcome both = stage().fleets().cancelFleets(run.frozen(UNKNOWN, run.fleetId()));

    assertThat(alone.kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(both.kind()).isEqualTo(Kind.DONE);
    assertThat(both.detail()).contains(run.fleetId()).doesNotContain(UNKNOWN);
    assertThat(run.machineIds(UNKNOWN)).isEmpty();
  }

  @Test
  default void endsByTheirIdsTheMachinesThatSomebodyLeftOn() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();
    leaveMachinesOn(run);

    StepOutcome cancelled = stage().fleets().cancelFleets(order);
    MachineRoll gone = stage().until(() -> stage().fleets().awaitMachinesGone(order));

    assertThat(cancelled.kind()).isEqualTo(Kind.DONE);
    assertThat(cancelled.detail()).contains("ended 4 of them by their ids");
    assertThat(gone).isEqualTo(new MachineRoll(0, 0, ""));
  }

  @Test
  default void isBlockedWhereTheMachinesThatSomebodyLeftOnMayNotBeEnded() {
    OneRun run = plate();
    leaveMachinesOn(run);
    stage().cloud().refuse("ec2:TerminateInstances");

    StepOutcome cancelled = stage().fleets().cancelFleets(run.frozen());

    assertThat(cancelled.kind()).isEqualTo(Kind.BLOCKED);
    assertThat(cancelled.detail()).contains("its machines run on");
    assertThat(run.machineIds()).hasSize(4);
  }

  private void leaveMachinesOn(OneRun run) {
    stage()
        .aws()
        .ec2()
        .cancelSpotFleetRequests(
            c -> c.spotFleetRequestIds(run.fleetId()).terminateInstances(false));
  }

  @Test
  default void saysWhatIsRefusedOrThrottled() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();
    stage().cloud().throttle("ec2:CancelSpotFleetRequests");
    String throttled = Stage.failureOf(() -> stage().fleets().cancelFleets(order)).getType();
    stage().cloud().refuse("ec2:CancelSpotFleetRequests");

    Refusal refused = Stage.refusalOf(() -> stage().fleets().cancelFleets(order));

    assertThat(throttled).isEqualTo(FailureType.THROTTLED.name());
    assertThat(refused.operation()).isEqualTo("ec2:CancelSpotFleetRequests");
    assertThat(refused.code()).isEqualTo("UnauthorizedOperation");
    assertThat(run.machineIds()).hasSize(4);
  }

  @Test
  default void cancelsWhateverElseIsRefused() {
    OneRun run = plate();
    CleanupOrder order = run.frozen(run.fleetId());
    List.of("SpotFleetRequests", "SpotFleetInstances", "Instances")
        .forEach(what -> stage().cloud().refuse("ec2:Describe" + what));

    StepOutcome cancelled = stage().fleets().cancelFleets(order);
    MachineRoll machines = stage().fleets().awaitMachinesGone(order);

    assertThat(cancelled.kind()).isEqualTo(Kind.DONE);
    assertThat(machines.problem()).contains("was refused").contains("UnauthorizedOperation");
  }
}
