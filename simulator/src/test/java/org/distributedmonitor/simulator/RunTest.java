package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** How machines, containers and jobs live. */
@Timeout(20)
class RunTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();

  private SimulatedRun busyRun(int machines) {
    SimulatedRun run =
        region.setUp(
            RunSpec.builder("Project")
                .machines(machines)
                .jobs(100 * machines)
                .jobDuration(Duration.ofHours(1))
                .visibilityTimeout(Duration.ofHours(2))
                .build());
    clock.advance(Duration.ofMinutes(15));
    return run;
  }

  private List<MetricAlarm> alarms() {
    return region.cloudWatch().describeAlarms(r -> r.alarmNamePrefix("Project_i-")).metricAlarms();
  }

  private SpotFleetRequestConfig fleet(SimulatedRun run) {
    return region
        .ec2()
        .describeSpotFleetRequests(r -> r.spotFleetRequestIds(run.fleetId()))
        .spotFleetRequestConfigs()
        .get(0);
  }

  private static long running(SimulatedRun run) {
    return run.machines().stream().filter(machine -> machine.state().equals("running")).count();
  }

  @Test
  void machinesComeAfterMinutesAndContainersNameAndGuardThem() {
    SimulatedRun run = region.setUp(RunSpec.builder("Project").machines(4).jobs(400).build());

    clock.advance(Duration.ofSeconds(50));
    assertThat(run.machines()).isEmpty();

    clock.advance(Duration.ofMinutes(15));
    assertThat(run.machines())
        .hasSize(4)
        .allMatch(machine -> machine.name().equals("ProjectWorker"));
    assertThat(alarms())
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
            region
                .ecs()
                .describeServices(r -> r.cluster("default").services("ProjectService"))
                .services()
                .get(0)
                .runningCount())
        .isEqualTo(4);
    assertThat(
            region.ecs().listContainerInstances(r -> r.cluster("default")).containerInstanceArns())
        .hasSize(4);
  }

  @Test
  void aSpotInterruptionGivesTheJobBackAfterTheVisibilityTimeoutAndTheFleetReplacesTheMachine() {
    SimulatedRun run = busyRun(3);

    List<String> lost = run.interrupt(1);

    assertThat(run.jobsLeft().inFlight()).isEqualTo(3);
    assertThat(fleet(run).activityStatusAsString()).isEqualTo("pending_fulfillment");
    clock.advance(Duration.ofMinutes(15));
    assertThat(running(run)).isEqualTo(3);
    assertThat(run.jobsLeft().inFlight()).isEqualTo(4);
    assertThat(region.ec2().describeInstances(r -> r.instanceIds(lost)).reservations())
        .singleElement()
        .satisfies(
            it -> assertThat(it.instances().get(0).state().nameAsString()).isEqualTo("terminated"));
    clock.advance(Duration.ofMinutes(100));
    assertThatThrownBy(() -> region.ec2().describeInstances(r -> r.instanceIds(lost)))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("InvalidInstanceID.NotFound"));
    assertThat(
            region
                .cloudWatch()
                .describeAlarms(r -> r.alarmNames("Project_" + lost.get(0)))
                .metricAlarms())
        .as("the alarm outlives its machine")
        .hasSize(1);
  }

  @Test
  void aHungMachineIsEndedByItsAlarmAfterFifteenMinutes() {
    SimulatedRun run = busyRun(2);
    String hung = run.hangOne();

    clock.advance(Duration.ofMinutes(14));
    assertThat(run.machines()).anyMatch(machine -> machine.id().equals(hung) && machine.alive());
    clock.advance(Duration.ofMinutes(2));
    assertThat(run.machines()).noneMatch(machine -> machine.id().equals(hung) && machine.alive());
    assertThat(region.happenings())
        .anyMatch(it -> it.text().equals("alarm ended hung machine " + hung));
  }

  @Test
  void aHungMachineWithoutItsAlarmStaysForEver() {
    SimulatedRun run = busyRun(1);
    String hung = run.hangOne();
    region.cloudWatch().deleteAlarms(r -> r.alarmNames("Project_" + hung));

    clock.advance(Duration.ofDays(2));

    assertThat(run.machines()).anyMatch(machine -> machine.id().equals(hung) && machine.alive());
  }

  @Test
  void anAlarmThatIsPutLaterEndsAMachineThatWasIdleAllAlong() {
    SimulatedRun run =
        region.setUp(RunSpec.builder("Project").machines(1).strandedMachines(1).build());
    clock.advance(Duration.ofHours(1));
    String stranded = run.machines().get(0).id();
    assertThat(run.machines().get(0).name()).isEmpty();
    assertThat(alarms()).isEmpty();

    region
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
    clock.advance(Duration.ofMinutes(2));

    assertThat(run.machines())
        .noneMatch(machine -> machine.id().equals(stranded) && machine.alive());
  }

  @Test
  void afterAShrinkWithoutTerminationIdleMachinesEndOneByOneAndAreNotReplaced() {
    SimulatedRun run = region.setUp(RunSpec.builder("Project").machines(6).jobs(6).build());
    clock.advance(Duration.ofMinutes(9));
    region
        .ec2()
        .modifySpotFleetRequest(
            r ->
                r.spotFleetRequestId(run.fleetId())
                    .targetCapacity(1)
                    .excessCapacityTerminationPolicy("noTermination"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(running(run)).isEqualTo(6);
    assertThat(fleet(run).spotFleetRequestConfig().fulfilledCapacity()).isEqualTo(6.0);

    clock.advance(Duration.ofMinutes(40));

    assertThat(run.machines().stream().filter(SimulatedMachine::alive)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void failingJobsEndInTheDeadLetterQueueWithWhereTheyCameFrom() {
    SimulatedRun run =
        region.setUp(
            RunSpec.builder("Project")
                .machines(2)
                .jobs(5)
                .failingJobs(2)
                .maxReceiveCount(3)
                .build());
    clock.advance(Duration.ofHours(4));

    assertThat(run.jobsDone()).isEqualTo(3);
    assertThat(
            region
                .sqs()
                .receiveMessage(
                    r ->
                        r.queueUrl(run.deadLetterQueueUrl())
                            .maxNumberOfMessages(10)
                            .messageSystemAttributeNamesWithStrings("All"))
                .messages())
        .hasSize(2)
        .allSatisfy(
            message -> {
              assertThat(message.body()).contains("\"Metadata\": \"Plate=Plate1");
              assertThat(message.attributesAsStrings())
                  .containsEntry(
                      "DeadLetterQueueSourceArn", "arn:aws:sqs:us-east-1:123456789012:ProjectQueue")
                  .containsKeys("SentTimestamp", "ApproximateReceiveCount");
            });
  }

  @Test
  void aServiceAtZeroStopsItsContainersAndTheMachinesTheyLeaveAreIdle() {
    SimulatedRun run = busyRun(2);

    region.ecs().updateService(r -> r.cluster("default").service("ProjectService").desiredCount(0));
    clock.advance(Duration.ofMinutes(1));

    assertThat(run.machines()).allMatch(machine -> machine.jobsInProcess() == 0);
    assertThat(run.machines()).allMatch(machine -> machine.idleSince() != null);
  }

  @Test
  void aWeightedFleetCountsUnitsAndItsOnDemandPartIsNotInterrupted() {
    SimulatedRun run =
        region.setUp(
            RunSpec.builder("Project")
                .machines(3)
                .weight(4)
                .onDemandMachines(1)
                .jobs(99)
                .jobDuration(Duration.ofHours(3))
                .visibilityTimeout(Duration.ofHours(6))
                .build());
    clock.advance(Duration.ofMinutes(10));

    assertThat(fleet(run).spotFleetRequestConfig().targetCapacity()).isEqualTo(12);
    assertThat(fleet(run).spotFleetRequestConfig().onDemandFulfilledCapacity()).isEqualTo(4.0);
    assertThat(run.machines()).hasSize(3).filteredOn(SimulatedMachine::onDemand).hasSize(1);
    assertThat(run.interrupt(10)).hasSize(2);
  }

  @Test
  void theUserDataNamesTheRunsConfiguration() {
    SimulatedRun run = busyRun(1);
    String encoded = fleet(run).spotFleetRequestConfig().launchSpecifications().get(0).userData();
    Instance machine =
        region
            .ec2()
            .describeInstances(
                r ->
                    r.filters(
                        Filter.builder()
                            .name("tag:aws:ec2spot:fleet-request-id")
                            .values(run.fleetId())
                            .build()))
            .reservations()
            .get(0)
            .instances()
            .get(0);

    assertThat(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8))
        .startsWith("Content-Type: multipart/mixed")
        .contains("s3://simulated-bucket/ecsconfigs/Project_ecs.config");
    assertThat(
            region
                .ec2()
                .describeInstanceAttribute(
                    r -> r.instanceId(machine.instanceId()).attribute("userData"))
                .userData()
                .value())
        .isEqualTo(encoded);
  }

  @Test
  void theMonitorFileIsTheOneThatStartClusterWrites() {
    SimulatedRun run = region.setUp(RunSpec.builder("Project").dashboard(true).build());

    assertThat(run.monitorFileJson())
        .isEqualTo(
            """
            {"MONITOR_FLEET_ID" : "%s",
            "MONITOR_APP_NAME" : "Project",
            "MONITOR_ECS_CLUSTER" : "default",
            "MONITOR_QUEUE_NAME" : "ProjectQueue",
            "MONITOR_BUCKET_NAME" : "simulated-bucket",
            "MONITOR_LOG_GROUP_NAME" : "Project",
            "MONITOR_START_TIME" : "1772352000000",
            "CLEAN_DASHBOARD" : "True"}
            """
                .formatted(run.fleetId()));
    assertThat(run.startAnotherFleet())
        .isEqualTo(run.fleetId())
        .isNotEqualTo(run.fleetIds().get(0));
  }

  @Test
  void aNeighbourThatNobodyTouchesHasTheSameDump() {
    region.setUp(RunSpec.builder("Project").dashboard(true).build());
    region.setUp(
        RunSpec.builder("Project_2").dashboard(true).machines(0).autoMonitorAlarms(true).build());
    String before = region.dump(name -> name.contains("Project_2"));

    region.cloudWatch().deleteDashboards(r -> r.dashboardNames("Project"));
    String after = region.dump(name -> name.contains("Project_2"));
    region.cloudWatch().deleteDashboards(r -> r.dashboardNames("Project_2"));

    assertThat(after).isEqualTo(before).contains("queue Project_2Queue", "fleet sfr-", "dashboard");
    assertThat(region.dump(name -> name.contains("Project_2"))).isNotEqualTo(before);
  }

  @Test
  void drainedAtOnceARunHasNoJobsAndItsMachinesEndIdle() {
    SimulatedRun run = busyRun(2);

    run.drain();

    assertThat(run.jobsLeft()).isEqualTo(QueueCounts.ZERO);
    clock.advance(Duration.ofHours(3));
    assertThat(region.happenings())
        .anyMatch(it -> it.text().startsWith("alarm ended idle machine"));
  }

  @Test
  void leftOverAlarmsAndQueueAlarmsAreThereFromTheStart() {
    region.setUp(
        RunSpec.builder("Project").deadMachinesWithAlarms(120).autoMonitorAlarms(true).build());

    assertThat(
            region
                .cloudWatch()
                .describeAlarmsPaginator(r -> r.maxRecords(100))
                .metricAlarms()
                .stream()
                .toList())
        .hasSize(122)
        .extracting(MetricAlarm::alarmName)
        .contains(
            "ApproximateNumberOfMessagesVisibleisZero_Project",
            "ApproximateNumberOfMessagesNotVisibleisZero_Project");
    assertThat(region.calls().count("cloudwatch:DescribeAlarms")).isEqualTo(2);
  }
}
