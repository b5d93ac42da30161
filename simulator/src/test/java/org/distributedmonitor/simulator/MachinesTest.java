package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.simulator.sqs.QueueCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** How machines come, work, hang and end. */
@Timeout(20)
class MachinesTest {
  private final Scene scene = new Scene();

  @Test
  void machinesComeAfterMinutesAndContainersNameAndGuardThem() {
    SimulatedRun run = scene.region.setUp(RunSpec.builder("Project").machines(4).jobs(400).build());

    scene.clock.advance(Duration.ofSeconds(50));
    assertThat(run.machines()).isEmpty();

    scene.clock.advance(Duration.ofMinutes(15));
    assertThat(run.machines())
        .hasSize(4)
        .allMatch(machine -> machine.name().equals("ProjectWorker"));
    assertThat(scene.alarms())
        .hasSize(4)
        .allSatisfy(
            alarm -> {
              assertThat(alarm.alarmName()).matches("Project_i-[0-9a-f]{17}");
              assertThat(alarm.statisticAsString()).isEqualTo("Maximum");
              assertThat(alarm.period() * alarm.evaluationPeriods()).isEqualTo(900);
              assertThat(alarm.alarmActions().get(0)).contains("AWS_EC2.InstanceId.Terminate");
            });
    assertThat(run.jobsLeft().inFlight()).isEqualTo(4);
    assertThat(
            scene
                .region
                .ecs()
                .describeServices(r -> r.cluster("default").services("ProjectService"))
                .services()
                .get(0)
                .runningCount())
        .isEqualTo(4);
    assertThat(
            scene
                .region
                .ecs()
                .listContainerInstances(r -> r.cluster("default"))
                .containerInstanceArns())
        .hasSize(4);
  }

  @Test
  void aSpotInterruptionGivesTheJobBackAfterTheVisibilityTimeoutAndTheFleetReplacesTheMachine() {
    SimulatedRun run = scene.busyRun(3);

    List<String> lost = run.interrupt(1);

    assertThat(run.jobsLeft().inFlight()).isEqualTo(3);
    assertThat(scene.fleet(run).activityStatusAsString()).isEqualTo("pending_fulfillment");
    scene.clock.advance(Duration.ofMinutes(15));
    assertThat(Scene.running(run)).isEqualTo(3);
    assertThat(run.jobsLeft().inFlight()).isEqualTo(4);
    assertThat(scene.region.ec2().describeInstances(r -> r.instanceIds(lost)).reservations())
        .singleElement()
        .satisfies(
            it -> assertThat(it.instances().get(0).state().nameAsString()).isEqualTo("terminated"));
    scene.clock.advance(Duration.ofMinutes(100));
    assertThatThrownBy(() -> scene.region.ec2().describeInstances(r -> r.instanceIds(lost)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("InvalidInstanceID.NotFound"));
    assertThat(
            scene
                .region
                .cloudWatch()
                .describeAlarms(r -> r.alarmNames("Project_" + lost.get(0)))
                .metricAlarms())
        .as("the alarm outlives its machine")
        .hasSize(1);
  }

  @Test
  void aHungMachineIsEndedByItsAlarmAfterFifteenMinutes() {
    SimulatedRun run = scene.busyRun(2);
    String hung = run.hangOne();

    scene.clock.advance(Duration.ofMinutes(14));
    assertThat(run.machines()).anyMatch(machine -> machine.id().equals(hung) && machine.alive());
    scene.clock.advance(Duration.ofMinutes(2));
    assertThat(run.machines()).noneMatch(machine -> machine.id().equals(hung) && machine.alive());
    assertThat(scene.region.happenings())
        .anyMatch(it -> it.text().equals("alarm ended hung machine " + hung));
  }

  @Test
  void aHungMachineWithoutItsAlarmStaysForEver() {
    SimulatedRun run = scene.busyRun(1);
    String hung = run.hangOne();
    scene.region.cloudWatch().deleteAlarms(r -> r.alarmNames("Project_" + hung));

    scene.clock.advance(Duration.ofDays(2));

    assertThat(run.machines()).anyMatch(machine -> machine.id().equals(hung) && machine.alive());
  }

  @Test
  void anAlarmThatIsPutLaterEndsAMachineThatWasIdleAllAlong() {
    SimulatedRun run =
        scene.region.setUp(RunSpec.builder("Project").machines(1).strandedMachines(1).build());
    scene.clock.advance(Duration.ofHours(1));
    String stranded = run.machines().get(0).id();
    assertThat(run.machines().get(0).name()).isEmpty();
    assertThat(scene.alarms()).isEmpty();

    scene
        .region
        .cloudWatch()
        .putMetricAlarm(
            r ->
                r.alarmName("Project_" + stranded)
                    .namespace("AWS/EC2")
                    .metricName("CPUUtilization")
                    .statistic("Maximum")
                    .comparisonOperator("LessThanThreshold")
                    .threshold(1.0)
                    .period(60)
                    .evaluationPeriods(15)
                    .dimensions(Dimension.builder().name("InstanceId").value(stranded).build())
                    .alarmActions("arn:aws:automate:us-east-1:ec2:terminate"));
    scene.clock.advance(Duration.ofMinutes(2));

    assertThat(run.machines())
        .noneMatch(machine -> machine.id().equals(stranded) && machine.alive());
  }

  @Test
  void afterAShrinkWithoutTerminationIdleMachinesEndOneByOneAndAreNotReplaced() {
    SimulatedRun run = scene.region.setUp(RunSpec.builder("Project").machines(6).jobs(6).build());
    scene.clock.advance(Duration.ofMinutes(9));
    scene
        .region
        .ec2()
        .modifySpotFleetRequest(
            r ->
                r.spotFleetRequestId(run.fleetId())
                    .targetCapacity(1)
                    .excessCapacityTerminationPolicy("noTermination"));
    scene.clock.advance(Duration.ofMinutes(1));
    assertThat(Scene.running(run)).isEqualTo(6);
    assertThat(scene.fleet(run).spotFleetRequestConfig().fulfilledCapacity()).isEqualTo(6.0);

    scene.clock.advance(Duration.ofMinutes(40));

    assertThat(run.machines().stream().filter(SimulatedMachine::alive)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aServiceAtZeroStopsItsContainersAndTheMachinesTheyLeaveAreIdle() {
    SimulatedRun run = scene.busyRun(2);

    scene
        .region
        .ecs()
        .updateService(r -> r.cluster("default").service("ProjectService").desiredCount(0));
    scene.clock.advance(Duration.ofMinutes(1));

    assertThat(run.machines()).allMatch(machine -> machine.jobsInProcess() == 0);
    assertThat(run.machines()).allMatch(machine -> machine.idleSince() != null);
  }

  @Test
  void drainedAtOnceARunHasNoJobsAndItsMachinesEndIdle() {
    SimulatedRun run = scene.busyRun(2);

    run.drain();

    assertThat(run.jobsLeft()).isEqualTo(QueueCounts.ZERO);
    scene.clock.advance(Duration.ofHours(3));
    assertThat(scene.region.happenings())
        .anyMatch(it -> it.text().startsWith("alarm ended idle machine"));
  }
}
