package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Deregistering a run's task definitions, by which a newer run of its name is known. */
interface TaskDefinitionContract {

  Stage stage();

  private OneRun plate(int machines) {
    return stage().setUp(Setting.named("Plate1").withMachines(machines));
  }

  private int desired() {
    return stage()
        .aws()
        .ecs()
        .describeServices(d -> d.cluster("default").services("Plate1Service"))
        .services()
        .get(0)
        .desiredCount();
  }

  private void register(String family) {
    ContainerDefinition container =
        ContainerDefinition.builder().name("x").image("x").memory(100).build();
    stage()
        .aws()
        .ecs()
        .registerTaskDefinition(
            r ->
                r.family(family)
                    .requiresCompatibilities(Compatibility.EC2)
                    .containerDefinitions(container));
  }

  private List<String> active(String family) {
    return stage()
        .aws()
        .ecs()
        .listTaskDefinitionsPaginator(
            l -> l.familyPrefix(family).status(TaskDefinitionStatus.ACTIVE))
        .taskDefinitionArns()
        .stream()
        .toList();
  }

  @Test
  default void deregistersEveryRevisionOfExactlyThisFamily() {
    OneRun run = plate(0);
    stage().setUp(Setting.named("Plate1Task_2"));
    for (int i = 0; i < 110; i++) {
      register("Plate1Task");
    }
    register("Plate1Task2");
    CleanupOrder order = run.frozen();

    StepOutcome first = stage().services().deregisterTaskDefinitions(order);
    StepOutcome second = stage().services().deregisterTaskDefinitions(order);

    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(first.detail()).isEqualTo("Deregistered 113 revisions of Plate1Task.");
    assertThat(second.kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(active("Plate1Task")).isEmpty();
    assertThat(active("Plate1Task2")).hasSize(1);
    assertThat(active("Plate1Task_2Task")).hasSize(3);
  }

  @Test
  default void leavesWhatWasSetUpAgainToTheNewerRun() {
    OneRun run = plate(2);
    CleanupOrder order = run.frozen();
    stage().cloud().aMinutePasses();
    register("Plate1Task");

    List<StepOutcome> left =
        List.of(
            stage().services().stopService(order).outcome(),
            stage().services().deleteService(order),
            stage().queue().deleteQueue(order).outcome(),
            stage().cloudWatch().deleteDashboard(order));
    StepOutcome revisions = stage().services().deregisterTaskDefinitions(order);

    assertThat(left).allMatch(step -> step.kind() == Kind.LEFT);
    assertThat(left).allMatch(step -> step.detail().contains("has been set up again since"));
    assertThat(revisions.detail())
        .isEqualTo("Deregistered 3 revisions of Plate1Task. 1 of a newer run stay.");
    assertThat(active("Plate1Task")).hasSize(1);
    assertThat(desired()).isEqualTo(2);
  }
}
