package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.junit.jupiter.api.Test;

/** Stopping and deleting a run's service. */
interface ServiceContract {

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

  @Test
  default void stopsAServiceAndGivesItItsTasksBack() {
    CleanupOrder order = plate(3).frozen();

    ServiceStop first = stage().services().stopService(order);
    int stopped = desired();
    ServiceStop second = stage().services().stopService(order);
    StepOutcome restored = stage().services().restoreService(order, first.formerTasks());

    assertThat(first.outcome().kind()).isEqualTo(Kind.DONE);
    assertThat(first.formerTasks()).isEqualTo(3);
    assertThat(stopped).isZero();
    assertThat(second.outcome().kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(restored.kind()).isEqualTo(Kind.DONE);
    assertThat(desired()).isEqualTo(3);
  }

  @Test
  default void deletesAServiceOnceEvenIfItIsScaledUp() {
    OneRun run = plate(2);
    stage().setUp(Setting.named("Plate1_2"));
    CleanupOrder order = run.frozen();

    StepOutcome first = stage().services().deleteService(order);
    StepOutcome atOnce = stage().services().deleteService(order);
    stage()
        .cloud()
        .eventually(() -> !stage().runs().surveyRun(run.run(), List.of(), List.of()).serviceSeen());
    StepOutcome later = stage().services().deleteService(order);

    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(List.of(atOnce, later)).allMatch(step -> step.kind() == Kind.ALREADY_GONE);
    assertThat(stage().services().stopService(order).outcome().kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(stage().aws().ecs().listServices(l -> l.cluster("default")).serviceArns())
        .singleElement()
        .asString()
        .endsWith("/Plate1_2Service");
  }

  @Test
  default void saysWhatIsRefused() {
    CleanupOrder order = plate(1).frozen();
    stage().cloud().refuse("ecs:DeleteService");
    stage().cloud().refuse("ecs:DeregisterTaskDefinition");

    Refusal service = Stage.refusalOf(() -> stage().services().deleteService(order));
    Refusal revision = Stage.refusalOf(() -> stage().services().deregisterTaskDefinitions(order));

    assertThat(service.operation()).isEqualTo("ecs:DeleteService");
    assertThat(service.code()).isEqualTo("AccessDenied");
    assertThat(revision.remedy())
        .isEqualTo("Allow ecs:DeregisterTaskDefinition for the worker's role.");
  }
}
