package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.distributedmonitor.acceptance.Refusals.assertRefused;
import static org.distributedmonitor.acceptance.Refusals.code;

import java.util.List;
import java.util.stream.IntStream;
import org.distributedmonitor.worker.aws.AwsClients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;

/**
 * What AWS itself answers where the activities depend on its very words: codes, classes, limits.
 */
interface AnswersContract {
  String UNKNOWN_FLEET = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  Stage stage();

  private AwsClients aws() {
    return stage().aws();
  }

  private void lower(String fleetId, int target) {
    aws()
        .ec2()
        .modifySpotFleetRequest(
            m ->
                m.spotFleetRequestId(fleetId)
                    .targetCapacity(target)
                    .excessCapacityTerminationPolicy(
                        ExcessCapacityTerminationPolicy.NO_TERMINATION));
  }

  private CancelSpotFleetRequestsResponse cancel(String... fleetIds) {
    return aws()
        .ec2()
        .cancelSpotFleetRequests(c -> c.spotFleetRequestIds(fleetIds).terminateInstances(true));
  }

  @Test
  default void aQueueThatIsNotThere() {
    assertRefused(
        () -> aws().sqs().getQueueUrl(g -> g.queueName("nobodys")),
        "AWS.SimpleQueueService.NonExistentQueue");
  }

  @Test
  default void aFleetThatIsNotThereOrOnItsWayOut() {
    OneRun run = stage().setUp(Setting.named("Plate1").withMachines(1));

    assertRefused(
        () -> aws().ec2().describeSpotFleetRequests(d -> d.spotFleetRequestIds(UNKNOWN_FLEET)),
        "InvalidSpotFleetRequestId.NotFound");
    assertRefused(
        () -> aws().ec2().describeSpotFleetInstances(d -> d.spotFleetRequestId(UNKNOWN_FLEET)),
        "InvalidSpotFleetRequestId.NotFound");
    assertThat(cancel(run.fleetId()).successfulFleetRequests()).hasSize(1);
    assertThat(cancel(run.fleetId(), UNKNOWN_FLEET).unsuccessfulFleetRequests())
        .extracting(item -> item.error().codeAsString())
        .containsExactly("fleetRequestNotInCancellableState", "fleetRequestIdDoesNotExist");
    assertRefused(() -> lower(run.fleetId(), 0), "FleetNotInModifiableState");
    assertRefused(
        () -> cancel(IntStream.range(0, 101).mapToObj(i -> UNKNOWN_FLEET).toArray(String[]::new)),
        "InvalidParameterValue");
  }

  @Test
  default void alarmsAndDashboards() {
    stage().setUp(Setting.named("Plate1").withDeadMachines(118));
    List<String> names = IntStream.range(0, 101).mapToObj(i -> "alarm" + i).toList();

    assertThat(aws().cloudWatch().describeAlarms(d -> d.maxRecords(100)).metricAlarms().size())
        .isEqualTo(100);
    assertThat(aws().cloudWatch().describeAlarms(d -> d.maxRecords(50)).metricAlarms().size())
        .isEqualTo(50);
    assertRefused(
        () -> aws().cloudWatch().deleteAlarms(d -> d.alarmNames(names)), "ValidationError");
    assertRefused(
        () -> aws().cloudWatch().deleteAlarms(d -> d.alarmNames(List.of())), "ValidationError");
    assertRefused(
        () -> aws().cloudWatch().deleteDashboards(d -> d.dashboardNames("nobodys")),
        "ResourceNotFound");
    assertRefused(
        () -> aws().cloudWatch().getDashboard(d -> d.dashboardName("nobodys")), "ResourceNotFound");
  }

  @Test
  default void aServiceAndItsCluster() {
    stage().setUp(Setting.named("Plate1").in("lab").withMachines(2));
    Runnable deletion =
        () -> aws().ecs().deleteService(d -> d.cluster("lab").service("Plate1Service"));

    assertRefused(deletion, "InvalidParameterException");
    assertThatThrownBy(deletion::run).hasMessageContaining("scaled above 0");
    // With several things in it, which one is named is nowhere said.
    assertThatThrownBy(() -> aws().ecs().deleteCluster(d -> d.cluster("lab")))
        .satisfies(refused -> assertThat(code(refused)).startsWith("ClusterContains"));
    aws().ecs().updateService(u -> u.cluster("lab").service("Plate1Service").desiredCount(0));
    aws().ecs().deleteService(d -> d.cluster("lab").service("Plate1Service"));
    assertRefused(deletion, "ServiceNotActiveException");
    DescribeServicesResponse unknown =
        aws().ecs().describeServices(d -> d.cluster("lab").services("nobodys"));
    assertThat(unknown.services()).isEmpty();
    assertThat(unknown.failures()).extracting(f -> f.reason()).containsExactly("MISSING");
    assertRefused(
        () -> aws().ecs().describeServices(d -> d.cluster("nobodys").services("nobodys")),
        "ClusterNotFoundException");
    stage()
        .cloud()
        .eventually(
            () ->
                aws()
                    .ecs()
                    .describeServices(d -> d.cluster("lab").services("Plate1Service"))
                    .services()
                    .stream()
                    .noneMatch(service -> service.status().equals("DRAINING")));
    assertRefused(
        () -> aws().ecs().deleteCluster(d -> d.cluster("lab")),
        "ClusterContainsContainerInstancesException");
  }
}
