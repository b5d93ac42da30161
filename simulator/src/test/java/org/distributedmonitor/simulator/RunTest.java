package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What a run consists of, and what becomes of its jobs. */
@Timeout(20)
class RunTest {
  private final Scene scene = new Scene();

  @Test
  void failingJobsEndInTheDeadLetterQueueWithWhereTheyCameFrom() {
    SimulatedRun run =
        scene.region.setUp(
            RunSpec.builder("Project")
                .machines(2)
                .jobs(5)
                .failingJobs(2)
                .maxReceiveCount(3)
                .build());
    scene.clock.advance(Duration.ofHours(4));

    assertThat(run.jobsDone()).isEqualTo(3);
    assertThat(
            scene
                .region
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
  void aWeightedFleetCountsUnitsAndItsOnDemandPartIsNotInterrupted() {
    SimulatedRun run =
        scene.region.setUp(
            RunSpec.builder("Project")
                .machines(3)
                .weight(4)
                .onDemandMachines(1)
                .jobs(99)
                .jobDuration(Duration.ofHours(3))
                .visibilityTimeout(Duration.ofHours(6))
                .build());
    scene.clock.advance(Duration.ofMinutes(10));

    assertThat(scene.fleet(run).spotFleetRequestConfig().targetCapacity()).isEqualTo(12);
    assertThat(scene.fleet(run).spotFleetRequestConfig().onDemandFulfilledCapacity())
        .isEqualTo(4.0);
    assertThat(run.machines()).hasSize(3).filteredOn(SimulatedMachine::onDemand).hasSize(1);
    assertThat(run.interrupt(10)).hasSize(2);
  }

  @Test
  void theUserDataNamesTheRunsConfiguration() {
    SimulatedRun run = scene.busyRun(1);
    String encoded =
        scene.fleet(run).spotFleetRequestConfig().launchSpecifications().get(0).userData();
    Instance machine =
        scene
            .region
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
            scene
                .region
                .ec2()
                .describeInstanceAttribute(
                    r -> r.instanceId(machine.instanceId()).attribute("userData"))
                .userData()
                .value())
        .isEqualTo(encoded);
  }

  @Test
  void theMonitorFileIsTheOneThatStartClusterWrites() {
    SimulatedRun run = scene.region.setUp(RunSpec.builder("Project").dashboard(true).build());

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
    scene.region.setUp(RunSpec.builder("Project").dashboard(true).build());
    scene.region.setUp(
        RunSpec.builder("Project_2").dashboard(true).machines(0).autoMonitorAlarms(true).build());
    String before = scene.region.dump(name -> name.contains("Project_2"));

    scene.region.cloudWatch().deleteDashboards(r -> r.dashboardNames("Project"));
    String after = scene.region.dump(name -> name.contains("Project_2"));
    scene.region.cloudWatch().deleteDashboards(r -> r.dashboardNames("Project_2"));

    assertThat(after).isEqualTo(before).contains("queue Project_2Queue", "fleet sfr-", "dashboard");
    assertThat(scene.region.dump(name -> name.contains("Project_2"))).isNotEqualTo(before);
  }

  @Test
  void leftOverAlarmsAndQueueAlarmsAreThereFromTheStart() {
    scene.region.setUp(
        RunSpec.builder("Project").deadMachinesWithAlarms(120).autoMonitorAlarms(true).build());

    assertThat(
            scene
                .region
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
    assertThat(scene.region.calls().count("cloudwatch:DescribeAlarms")).isEqualTo(2);
  }
}
