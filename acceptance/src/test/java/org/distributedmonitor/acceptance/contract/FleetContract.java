package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.fleet.Ownership;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Looking at a run's fleets, lowering them, guarding their machines, sweeping their alarms. */
interface FleetContract {

  Stage stage();

  private FleetReview review(OneRun run, boolean scaleDown, long jobs, boolean sweep) {
    return stage()
        .fleets()
        .reviewFleets(
            new FleetReviewOrder(
                run.run(), List.of(run.fleetId()), scaleDown, jobs, 1, Duration.ZERO, sweep));
  }

  private FleetReview guard(OneRun run, String... fleetIds) {
    Duration old = Duration.ofMillis(500);
    return stage()
        .fleets()
        .reviewFleets(new FleetReviewOrder(run.run(), List.of(fleetIds), false, 0, 1, old, false));
  }

  /** A fleet on whose machines no container ever starts: they get neither name nor alarm. */
  private String strandedFleet(OneRun run, int machines) {
    String script = "aws s3 cp s3://bucket-name/ecsconfigs/Plate1_ecs.config /etc/ecs/ecs.config";
    String userData = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    SpotFleetLaunchSpecification launch =
        SpotFleetLaunchSpecification.builder()
            .imageId("ami-12c6146b")
            .instanceType("m5.xlarge")
            .userData(userData)
            .build();
    String id =
        stage()
            .aws()
            .ec2()
            .requestSpotFleet(
                r ->
                    r.spotFleetRequestConfig(
                        c ->
                            c.iamFleetRole("arn:aws:iam::123456789012:role/fleet")
                                .type(FleetType.MAINTAIN)
                                .spotPrice("0.20")
                                .targetCapacity(machines)
                                .launchSpecifications(launch)))
            .spotFleetRequestId();
    stage()
        .cloud()
        .eventually(() -> stage().fleets().listMachines(run.frozen(id)).alive().size() == machines);
    stage().cloud().aMinutePasses();
    return id;
  }

  private List<String> machinesOf(OneRun run) {
    return stage().fleets().listMachines(run.frozen(run.fleetId())).alive();
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
            .surveyRun(run.run(), List.of(run.fleetId(), neighbour.fleetId(), unknown))
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
  default void guardsAMachineWithoutNameAndAlarmOnce() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3));
    String stranded = strandedFleet(run, 1);
    String machine = stage().fleets().listMachines(run.frozen(stranded)).alive().get(0);

    FleetReview first = guard(run, run.fleetId(), stranded);
    FleetReview second = guard(run, run.fleetId(), stranded);

    assertThat(first.problems()).isEmpty();
    assertThat(first.guarded()).containsExactly(machine);
    assertThat(second.guarded()).isEmpty();
    var alarm =
        stage()
            .aws()
            .cloudWatch()
            .describeAlarms(d -> d.alarmNames("Plate1_" + machine))
            .metricAlarms()
            .get(0);
    assertThat(alarm.threshold()).isEqualTo(1.0);
    assertThat(alarm.alarmActions().get(0)).contains("Terminate");
    assertThat(stage().aws().ec2().describeInstances(d -> d.instanceIds(machine)).reservations())
        .flatExtracting(reservation -> reservation.instances())
        .flatExtracting(instance -> instance.tags())
        .contains(Tag.builder().key("Name").value("Plate1Worker").build());
  }

  @Test
  default void guardsNoMachineWhereMostAreNameless() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(1));
    String stranded = strandedFleet(run, 3);

    FleetReview review = guard(run, run.fleetId(), stranded);

    assertThat(review.guarded()).isEmpty();
    assertThat(review.warnings()).hasSize(1);
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
