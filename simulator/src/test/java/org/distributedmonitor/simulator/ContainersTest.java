package org.distributedmonitor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsContainerInstancesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class ContainersTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final EcsClient ecs = region.ecs();

  private SimulatedRun busyRun() {
    SimulatedRun run =
        region.setUp(
            RunSpec.builder("P")
                .cluster("lab")
                .jobs(99)
                .jobDuration(Duration.ofHours(5))
                .visibilityTimeout(Duration.ofHours(9))
                .build());
    clock.advance(Duration.ofMinutes(10));
    return run;
  }

  private String status() {
    return ecs.describeServices(r -> r.cluster("lab").services("PService"))
        .services()
        .get(0)
        .status();
  }

  private void scale(int desired) {
    ecs.updateService(r -> r.cluster("lab").service("PService").desiredCount(desired));
  }

  private void deleteService() {
    ecs.deleteService(r -> r.cluster("lab").service("PService"));
  }

  private void deleteCluster() {
    ecs.deleteCluster(r -> r.cluster("lab"));
  }

  @Test
  void aServiceIsScaledToZeroThenDrainsThenIsInactiveThenForgotten() {
    busyRun();
    assertThatThrownBy(this::deleteService)
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The service cannot be stopped while it is scaled above 0.");

    scale(0);
    deleteService();

    assertThat(status()).isEqualTo("DRAINING");
    assertThat(ecs.listServices(r -> r.cluster("lab")).serviceArns()).isEmpty();
    assertThatThrownBy(() -> scale(0)).isInstanceOf(ServiceNotActiveException.class);
    clock.advance(Duration.ofMinutes(1));
    assertThat(status()).isEqualTo("INACTIVE");
    assertThatThrownBy(this::deleteService).isInstanceOf(ServiceNotActiveException.class);
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(this::deleteService).isInstanceOf(ServiceNotFoundException.class);
    assertThat(
            ecs.describeServices(r -> r.cluster("lab").services("PService"))
                .failures()
                .get(0)
                .reason())
        .isEqualTo("MISSING");
  }

  @Test
  void aClusterIsDeletedOnlyWhenNothingIsInIt() {
    SimulatedRun run = busyRun();
    assertThat(ecs.describeClusters(r -> r.clusters("lab")).clusters().get(0))
        .satisfies(
            cluster -> {
              assertThat(cluster.registeredContainerInstancesCount()).isEqualTo(3);
              assertThat(cluster.runningTasksCount()).isEqualTo(3);
              assertThat(cluster.activeServicesCount()).isEqualTo(1);
            });
    assertThat(ecs.listTasks(r -> r.cluster("lab").serviceName("PService")).taskArns()).hasSize(3);
    assertThatThrownBy(this::deleteCluster)
        .isInstanceOf(ClusterContainsContainerInstancesException.class);

    region
        .ec2()
        .cancelSpotFleetRequests(
            r -> r.spotFleetRequestIds(run.fleetId()).terminateInstances(true));
    clock.advance(Duration.ofMinutes(2));
    assertThat(run.machines()).noneMatch(SimulatedMachine::alive);
    assertThatThrownBy(this::deleteCluster)
        .isInstanceOf(ClusterContainsContainerInstancesException.class);
    clock.advance(Duration.ofMinutes(3));
    assertThatThrownBy(this::deleteCluster).isInstanceOf(ClusterContainsServicesException.class);

    scale(0);
    deleteService();
    deleteCluster();
    assertThat(ecs.describeClusters(r -> r.clusters("lab")).clusters().get(0).status())
        .isEqualTo("INACTIVE");
    assertThatThrownBy(() -> ecs.listServices(r -> r.cluster("lab")))
        .isInstanceOf(ClusterNotFoundException.class);
  }

  @Test
  void revisionsAreListedByExactFamilyInPagesOfAHundred() {
    region.setUp(RunSpec.builder("P").taskRevisions(120).build());
    region.setUp(RunSpec.builder("P_2").taskRevisions(2).build());

    assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("PTask")).taskDefinitionArns())
        .hasSize(100);
    assertThat(ecs.listTaskDefinitionsPaginator(r -> r.familyPrefix("PTask")).taskDefinitionArns())
        .hasSize(120)
        .allMatch(arn -> arn.contains("/PTask:"));
    assertThat(
            ecs.listTaskDefinitionsPaginator(r -> r.familyPrefix("PTask").sort(SortOrder.DESC))
                .taskDefinitionArns()
                .iterator()
                .next())
        .endsWith("/PTask:120");
  }

  @Test
  void aDeregisteredRevisionStaysReadable() {
    region.setUp(RunSpec.builder("P").taskRevisions(2).build());

    ecs.deregisterTaskDefinition(r -> r.taskDefinition("PTask:2"));

    TaskDefinition inactive =
        ecs.describeTaskDefinition(r -> r.taskDefinition("PTask:2")).taskDefinition();
    assertThat(inactive.status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThat(inactive.registeredAt()).isEqualTo(clock.instant());
    assertThat(inactive.containerDefinitions().get(0).environment())
        .anyMatch(it -> it.name().equals("SQS_QUEUE_URL") && it.value().endsWith("/PQueue"));
    assertThat(
            ecs.describeTaskDefinition(r -> r.taskDefinition("PTask")).taskDefinition().revision())
        .isEqualTo(1);
    assertThatThrownBy(() -> ecs.deregisterTaskDefinition(r -> r.taskDefinition("PTask:9")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("The specified task definition does not exist.");
    assertThatThrownBy(() -> ecs.deregisterTaskDefinition(r -> r.taskDefinition("PTask")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void inASharedClusterEachRunsContainersAreOnItsOwnMachines() {
    SimulatedRun one = region.setUp(RunSpec.builder("One").jobs(99).build());
    SimulatedRun two = region.setUp(RunSpec.builder("Two").jobs(99).build());
    clock.advance(Duration.ofMinutes(12));

    assertThat(one.machines()).allMatch(machine -> machine.name().equals("OneWorker"));
    assertThat(two.machines()).allMatch(machine -> machine.name().equals("TwoWorker"));
  }
}
