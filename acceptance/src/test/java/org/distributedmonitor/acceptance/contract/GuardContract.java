package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.testkit.region.LabAlarms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Giving machines on which no container ever started their name and alarm. */
interface GuardContract {

  Stage stage();

  private FleetReview guard(OneRun run, String... fleetIds) {
    Duration old = Duration.ofMillis(500);
    return stage()
        .fleets()
        .reviewFleets(new FleetReviewOrder(run.run(), List.of(fleetIds), false, 0, 1, old, false));
  }

  /** A fleet whose machines never find their cluster: they get neither name nor alarm. */
  private String strandedFleet(OneRun run, int machines) {
    return fleet(run, machines, "aws s3 cp s3://lost-bucket/ecsconfigs/Plate1_ecs.config /etc/ecs");
  }

  private String fleet(OneRun run, int machines, String script) {
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
    stage().cloud().eventually(() -> run.machineIds(id).size() == machines);
    stage().cloud().aMinutePasses();
    return id;
  }

  @Test
  default void guardsAMachineWithoutNameAndAlarmOnce() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3));
    String stranded = strandedFleet(run, 1);
    String machine = run.machineIds(stranded).get(0);

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
  default void guardsNoMachineForWhichTheServiceHasNoTask() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3));
    String fleet =
        fleet(run, 2, "aws s3 cp s3://bucket-name/ecsconfigs/Plate1_ecs.config /etc/ecs");
    stage().cloud().join("default", fleet);

    FleetReview review = guard(run, run.fleetId(), fleet);

    assertThat(review.problems()).isEmpty();
    assertThat(review.guarded()).isEmpty();
    assertThat(review.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "2 machines have no task, because the service Plate1Service wants only 3 tasks.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Terminate/1.0",
        "arn:aws:automate:us-east-1:ec2:terminate"
      })
  default void guardsNoMachineThatAnAlarmOfAnyNameWatches(String action) {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3));
    String stranded = strandedFleet(run, 1);
    String machine = run.machineIds(stranded).get(0);
    LabAlarms.put(stage().aws().cloudWatch(), "the lab's own", machine, action);

    assertThat(guard(run, run.fleetId(), stranded).guarded()).isEmpty();
  }

  @Test
  default void guardsNoMachineWithAnotherRunsName() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3));
    String stranded = strandedFleet(run, 1);
    String machine = run.machineIds(stranded).get(0);
    Tag others = Tag.builder().key("Name").value("Plate2Worker").build();
    stage().aws().ec2().createTags(c -> c.resources(machine).tags(others));

    assertThat(guard(run, run.fleetId(), stranded).guarded()).isEmpty();
  }

  @Test
  default void guardsNoMachineWhileEcsDoesNotSay() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(3));
    String stranded = strandedFleet(run, 1);
    stage().cloud().refuse("ecs:DescribeContainerInstances");

    FleetReview review = guard(run, run.fleetId(), stranded);

    assertThat(review.guarded()).isEmpty();
    assertThat(review.problems()).hasSize(1);
    assertThat(review.problems().get(0).what())
        .startsWith("ecs:DescribeContainerInstances was refused: ");
  }

  @Test
  default void guardsNoMachineWhereMostAreNameless() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(1));
    String stranded = strandedFleet(run, 3);

    FleetReview review = guard(run, run.fleetId(), stranded);

    assertThat(review.guarded()).isEmpty();
    assertThat(review.warnings()).hasSize(1);
  }
}
