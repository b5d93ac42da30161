package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What bears the tag {@code distributed-monitor:protect=true} stays. */
interface ProtectionContract {
  String KEY = "distributed-monitor:protect";
  String VALUE = "true";

  Stage stage();

  private OneRun plate() {
    return stage().setUp(Setting.named("Plate1").in("lab").withMachines(3).withDeadMachines(2));
  }

  private void protectInEcs(String arn) {
    software.amazon.awssdk.services.ecs.model.Tag tag =
        software.amazon.awssdk.services.ecs.model.Tag.builder().key(KEY).value(VALUE).build();
    stage().aws().ecs().tagResource(b -> b.resourceArn(arn).tags(tag));
  }

  private void protectInEc2(String id) {
    Tag tag = Tag.builder().key(KEY).value(VALUE).build();
    stage().aws().ec2().createTags(b -> b.resources(id).tags(tag));
  }

  private void protectQueueAndEcs(OneRun run) {
    stage().aws().sqs().tagQueue(b -> b.queueUrl(run.queueUrl()).tags(Map.of(KEY, VALUE)));
    protectInEcs(
        stage()
            .aws()
            .ecs()
            .describeServices(b -> b.cluster("lab").services("Plate1Service"))
            .services()
            .get(0)
            .serviceArn());
    protectInEcs(
        stage()
            .aws()
            .ecs()
            .describeClusters(b -> b.clusters("lab"))
            .clusters()
            .get(0)
            .clusterArn());
    protectInEcs(
        stage()
            .aws()
            .ecs()
            .describeTaskDefinition(b -> b.taskDefinition("Plate1Task:2"))
            .taskDefinition()
            .taskDefinitionArn());
  }

  @Test
  default void queueServiceClusterAndRevisionStay() {
    OneRun run = plate();
    protectQueueAndEcs(run);
    CleanupOrder order = run.frozen();

    List<StepOutcome> left =
        List.of(
            stage().services().stopService(order).outcome(),
            stage().queue().deleteQueue(order).outcome(),
            stage().services().deleteService(order),
            stage().services().deleteCluster(order));
    StepOutcome revisions = stage().services().deregisterTaskDefinitions(order);
    List<Leftover> there = stage().runs().takeClosingLook(order).leftovers();

    assertThat(left)
        .allSatisfy(
            step -> {
              assertThat(step.kind()).isEqualTo(StepOutcome.Kind.LEFT);
              assertThat(step.detail()).contains("is protected by its tag " + KEY);
            });
    assertThat(revisions.kind()).isEqualTo(StepOutcome.Kind.DONE);
    assertThat(revisions.detail()).contains("Deregistered 2 revisions").contains("Plate1Task:2");
    assertThat(there)
        .filteredOn(Leftover::kept)
        .flatExtracting(Leftover::names)
        .containsExactlyInAnyOrder("Plate1Queue", "Plate1Service", "lab", "Plate1Task:2");
  }

  @Test
  default void alarmsOfEveryPageStay() {
    OneRun run = stage().setUp(Setting.named("Plate1").withDeadMachines(2));
    software.amazon.awssdk.services.cloudwatch.model.Tag tag =
        software.amazon.awssdk.services.cloudwatch.model.Tag.builder()
            .key(KEY)
            .value(VALUE)
            .build();
    List<String> kept =
        IntStream.range(0, 120).mapToObj(i -> String.format("Plate1_i-%017x", i)).toList();
    for (String name : kept) {
      stage()
          .aws()
          .cloudWatch()
          .putMetricAlarm(
              b ->
                  b.alarmName(name)
                      .namespace("AWS/EC2")
                      .metricName("CPUUtilization")
                      .statistic(Statistic.MAXIMUM)
                      .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                      .threshold(1.0)
                      .period(60)
                      .evaluationPeriods(15)
                      .tags(tag));
    }
    CleanupOrder order = run.frozen();
    int swept =
        stage()
            .fleets()
            .reviewFleets(
                new FleetReviewOrder(
                    run.run(), List.of(run.fleetId()), false, 0, 1, Duration.ZERO, true))
            .alarmsDeleted();

    StepOutcome alarms = stage().cloudWatch().deleteAlarms(order);

    assertThat(swept).isEqualTo(2);
    assertThat(alarms.kind()).isEqualTo(StepOutcome.Kind.DONE);
    assertThat(
            stage()
                .aws()
                .cloudWatch()
                .describeAlarmsPaginator(b -> b.alarmNamePrefix("Plate1_i-"))
                .metricAlarms()
                .stream()
                .map(alarm -> alarm.alarmName()))
        .containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  default void aProtectedFleetIsSeenAsOne() {
    OneRun run = plate();
    protectInEc2(run.fleetId());

    List<FleetSighting> seen =
        stage().runs().surveyRun(run.run(), List.of(run.fleetId()), List.of()).fleets();
    List<Leftover> there = stage().runs().takeClosingLook(run.frozen()).leftovers();

    assertThat(seen).singleElement().matches(FleetSighting::protectedByTag);
    assertThat(there)
        .filteredOn(left -> left.kind() == Kind.FLEET || left.kind() == Kind.MACHINE)
        .allMatch(Leftover::kept)
        .flatExtracting(Leftover::names)
        .hasSize(4);
  }

  @Test
  default void aProtectedMachineSurvivesTheCancellation() {
    OneRun run = plate();
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(2));
    CleanupOrder order = run.frozen();
    String kept = run.machineIds().get(1);
    protectInEc2(kept);
    List<ProtectedMachines> known =
        stage().runs().surveyRun(run.run(), List.of(run.fleetId()), List.of()).protectedMachines();
    CleanupOrder sparing = sparing(order, known);

    StepOutcome cancelled = stage().fleets().cancelFleets(sparing);
    stage().until(() -> stage().fleets().awaitMachinesGone(sparing));
    StepOutcome again = stage().fleets().cancelFleets(sparing);

    assertThat(known).containsExactly(new ProtectedMachines(run.fleetId(), 1, List.of(kept)));
    assertThat(cancelled.kind()).isEqualTo(StepOutcome.Kind.DONE);
    assertThat(cancelled.detail()).contains("ended 2 of them by their ids").contains(kept);
    assertThat(again.kind()).isEqualTo(StepOutcome.Kind.DONE);
    assertThat(stage().fleets().awaitMachinesGone(sparing)).isEqualTo(new MachineRoll(0, 1, ""));
    assertThat(neighbour.machineIds()).hasSize(2);
    assertThat(stage().runs().takeClosingLook(sparing).leftovers())
        .filteredOn(left -> left.kind() == Kind.FLEET || left.kind() == Kind.MACHINE)
        .allMatch(Leftover::kept)
        .flatExtracting(Leftover::names)
        .hasSize(2);
  }

  private static CleanupOrder sparing(CleanupOrder order, List<ProtectedMachines> machines) {
    FrozenRun frozen = order.frozen();
    return new CleanupOrder(
        order.run(),
        new FrozenRun(
            frozen.at(),
            frozen.queue(),
            frozen.fleetIds(),
            frozen.serviceCreatedAt(),
            frozen.jobsGivenUp(),
            new Kept(List.of(), machines)));
  }

  @Test
  default void unusedVolumesOfTheRunAreNamed() {
    String ours = volume("Plate1Worker");
    volume("Plate1_2Worker");
    String kept = volume("Plate1Worker");
    protectInEc2(kept);
    OneRun run = plate();

    List<Leftover> there = stage().runs().takeClosingLook(run.frozen()).leftovers();

    assertThat(there)
        .filteredOn(left -> left.kind() == Kind.VOLUME)
        .extracting(Leftover::named, Leftover::kept)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(ours, false),
            org.assertj.core.groups.Tuple.tuple(kept, true));
  }

  private String volume(String name) {
    Tag tag = Tag.builder().key("Name").value(name).build();
    TagSpecification tags =
        TagSpecification.builder().resourceType(ResourceType.VOLUME).tags(tag).build();
    return stage()
        .aws()
        .ec2()
        .createVolume(b -> b.availabilityZone("us-east-1a").size(8).tagSpecifications(tags))
        .volumeId();
  }

  @Test
  default void nothingIsDeletedWhileNobodyMayLook() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();
    stage().cloud().refuse("tag:GetResources");

    Refusal queue = Stage.refusalOf(() -> stage().queue().deleteQueue(order));
    Refusal service = Stage.refusalOf(() -> stage().services().deleteService(order));
    StepOutcome stopped = stage().services().stopService(order).outcome();

    assertThat(List.of(queue.operation(), service.operation())).containsOnly("tag:GetResources");
    assertThat(queue.remedy()).contains("Allow tag:GetResources");
    assertThat(stopped.kind()).isEqualTo(StepOutcome.Kind.DONE);
  }
}
