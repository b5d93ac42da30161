package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.fleet.OtherFleets;
import org.distributedmonitor.fleet.Ownership;
import org.junit.jupiter.api.Test;

/** Looking at a run's fleets and lowering them. */
interface FleetContract {

  Stage stage();

  private FleetReview review(OneRun run, boolean scaleDown, long jobs, boolean sweep) {
    return stage()
        .fleets()
        .reviewFleets(
            new FleetReviewOrder(
                run.run(), List.of(run.fleetId()), scaleDown, jobs, 1, Duration.ZERO, sweep));
  }

  /** As if no file named any fleet. */
  private OtherFleets othersOf(OneRun run) {
    return stage().runs().surveyRun(run.run(), List.of(), List.of()).others();
  }

  private List<String> machinesOf(OneRun run) {
    return run.machineIds();
  }

  private void untilItIsActive(OneRun run) {
    stage()
        .cloud()
        .eventually(
            () ->
                review(run, false, 0, false).fleets().get(0).condition() == FleetCondition.ACTIVE);
  }

  @Test
  default void seesAFleetsMachinesAndWhoseItIs() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(5));
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(2));
    String unknown = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

    var fleets =
        stage()
            .runs()
            .surveyRun(run.run(), List.of(run.fleetId(), neighbour.fleetId(), unknown), List.of())
            .fleets();

    assertThat(review(run, false, 0, false).machines()).isEqualTo(5);
    assertThat(machinesOf(run)).hasSize(5).doesNotContainAnyElementsOf(machinesOf(neighbour));
    assertThat(fleets)
        .extracting(fleet -> fleet.ownership())
        .containsExactly(Ownership.OURS, Ownership.ANOTHER_RUNS, Ownership.UNPROVEN);
    assertThat(fleets.get(0).condition()).isEqualTo(FleetCondition.ACTIVE);
    assertThat(fleets.get(0).target()).isEqualTo(5);
    assertThat(fleets.get(1).otherRun()).isEqualTo("Plate1_2");
    assertThat(fleets.get(2).condition()).isEqualTo(FleetCondition.NOT_FOUND);
  }

  @Test
  default void asksAMachineWhoseTheFleetIsWhereItsDescriptionDoesNotSay() {
    stage().cloud().hideUserData();
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(2));
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(1));

    var fleets =
        stage()
            .runs()
            .surveyRun(run.run(), List.of(run.fleetId(), neighbour.fleetId()), List.of())
            .fleets();

    assertThat(review(run, false, 0, false).fleets().get(0).ownership())
        .isEqualTo(Ownership.UNASKED);
    assertThat(fleets)
        .extracting(fleet -> fleet.ownership())
        .containsExactly(Ownership.OURS, Ownership.ANOTHER_RUNS);
    assertThat(fleets.get(1).otherRun()).isEqualTo("Plate1_2");
  }

  @Test
  default void findsAFleetThatNobodyHandedOverAndNoNeighbours() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(2));
    stage().setUp(Setting.named("Plate1_2").withMachines(1));

    OtherFleets others = othersOf(run);

    assertThat(others.ours()).extracting(FleetSighting::fleetId).containsExactly(run.fleetId());
    assertThat(others.naming()).hasSize(1);
    assertThat(others.strangers()).isEmpty();
  }

  @Test
  default void findsItByItsMachineWhereItsDescriptionDoesNotSay() {
    stage().cloud().hideUserData();
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(2));
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(1));

    OtherFleets others = othersOf(run);

    assertThat(others.ours()).extracting(FleetSighting::fleetId).containsExactly(run.fleetId());
    assertThat(others.strangers()).containsExactly(neighbour.fleetId());
  }

  @Test
  default void lowersATargetWithoutEndingMachinesAndNeverRaisesIt() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(5));
    List<String> machines = machinesOf(run);

    FleetReview lowered = review(run, true, 2, false);
    untilItIsActive(run);
    FleetReview higher = review(run, true, 4, false);

    assertThat(lowered.problems()).isEmpty();
    assertThat(lowered.lowered()).containsExactly(new Lowering(run.fleetId(), 5, 2));
    assertThat(higher.lowered()).isEmpty();
    assertThat(higher.fleets().get(0).target()).isEqualTo(2);
    assertThat(machinesOf(run)).isEqualTo(machines);
  }

  @Test
  default void asksForOneMachineInCheapestMode() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(4));

    FleetReview cheapest =
        stage()
            .until(
                () ->
                    stage()
                        .fleets()
                        .lowerToCheapest(
                            new CheapestOrder(run.run(), List.of(run.fleetId()), false)));

    assertThat(cheapest.lowered()).containsExactly(new Lowering(run.fleetId(), 4, 1));
    assertThat(machinesOf(run)).hasSize(4);
  }

  @Test
  default void goesOnWhereOnePartIsRefused() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3).withDeadMachines(2));
    stage().cloud().refuse("ec2:ModifySpotFleetRequest");

    FleetReview review = review(run, true, 1, true);

    assertThat(review.lowered()).isEmpty();
    assertThat(review.problems()).hasSize(1);
    assertThat(review.problems().get(0).what())
        .startsWith("ec2:ModifySpotFleetRequest was refused: ")
        .endsWith("(UnauthorizedOperation)");
    assertThat(review.alarmsDeleted()).isEqualTo(2);
  }
}
