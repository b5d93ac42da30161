package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.survey.RunSurvey;
import org.junit.jupiter.api.Test;

/** The run as a whole: what there is of it, what is left of it, and its clean-up. */
interface RunContract {

  Stage stage();

  private OneRun plate() {
    return stage().setUp(Setting.named("Plate1").in("lab").withMachines(3).withDeadMachines(2));
  }

  private Stream<Supplier<StepOutcome>> steps(CleanupOrder order) {
    return Stream.of(
        () -> stage().fleets().cancelFleets(order),
        () -> stage().services().stopService(order).outcome(),
        () -> stage().queue().deleteQueue(order).outcome(),
        () -> stage().services().deleteService(order),
        () -> stage().services().deregisterTaskDefinitions(order),
        () -> stage().cloudWatch().deleteDashboard(order));
  }

  private ClosingLook look(CleanupOrder order) {
    return stage().runs().takeClosingLook(order);
  }

  @Test
  default void surveysWhatThereIs() {
    OneRun run = plate();

    RunSurvey there = stage().runs().surveyRun(run.run(), List.of(run.fleetId()), List.of());

    assertThat(there.unreadable()).isEmpty();
    assertThat(there.account()).isEqualTo("123456789012");
    assertThat(there.region()).isEqualTo("us-east-1");
    assertThat(there.serviceSeen()).isTrue();
    assertThat(there.serviceCreatedAt())
        .isBetween(run.run().startTime().minusSeconds(1), run.now());
    assertThat(there.taskDefinitionsSeen()).isTrue();
    assertThat(there.taskQueueUrls()).containsExactly(run.queueUrl());
    assertThat(there.logGroupSeen()).isTrue();
  }

  @Test
  default void seesNothingOfARunWhoseNameAnothersBeginsWith() {
    Run there = plate().run();
    Run shorter =
        new Run("Plate", "lab", "Plate", Setting.BUCKET, "Plate", there.startTime(), true, "");

    RunSurvey survey = stage().runs().surveyRun(shorter, List.of(), List.of());

    assertThat(survey.serviceSeen()).isFalse();
    assertThat(survey.taskDefinitionsSeen()).isFalse();
    assertThat(survey.logGroupSeen()).isFalse();
  }

  @Test
  default void surveysTheRestWhereAPartIsRefused() {
    OneRun run = plate();
    Stream.of("ecs:DescribeServices", "ecs:ListTaskDefinitions", "ec2:DescribeSpotFleetRequests")
        .forEach(stage().cloud()::refuse);

    RunSurvey there = stage().runs().surveyRun(run.run(), List.of(run.fleetId()), List.of());

    assertThat(there.unreadable()).hasSize(3).allMatch(why -> why.contains(" was refused: "));
    assertThat(there.logGroupSeen()).isTrue();
    assertThat(there.fleets()).hasSize(1);
  }

  @Test
  default void listsWhatIsLeft() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();

    ClosingLook look = look(order);

    assertThat(look.leftovers())
        .extracting(Leftover::kind)
        .containsOnly(
            Kind.FLEET,
            Kind.MACHINE,
            Kind.ALARM,
            Kind.QUEUE,
            Kind.SERVICE,
            Kind.TASK_DEFINITION,
            Kind.CLUSTER,
            Kind.DASHBOARD);
    assertThat(look.leftovers())
        .filteredOn(left -> left.kind() == Kind.MACHINE)
        .flatExtracting(Leftover::names)
        .containsExactlyInAnyOrderElementsOf(run.machineIds());
    assertThat(look.leftovers())
        .filteredOn(left -> left.kind() == Kind.ALARM)
        .flatExtracting(Leftover::names)
        .hasSize(7);
    assertThat(look.leftovers())
        .filteredOn(left -> left.kind() == Kind.TASK_DEFINITION)
        .flatExtracting(Leftover::names)
        .hasSize(3);
  }

  @Test
  default void cleansUpToTheLastThing() {
    OneRun run = plate();
    OneRun neighbour = stage().setUp(Setting.named("Plate1_2").withMachines(1));
    CleanupOrder order = run.frozen();

    List<StepOutcome> done = steps(order).map(Supplier::get).toList();
    stage().until(() -> stage().fleets().awaitMachinesGone(order));
    StepOutcome alarms = stage().cloudWatch().deleteAlarms(order);
    StepOutcome cluster = stage().until(() -> stage().services().deleteCluster(order));
    StepOutcome logs = stage().export(new ExportOrder(run.run(), "Plate1", run.now()));
    stage().cloud().eventually(() -> look(order).leftovers().isEmpty());

    assertThat(done).allMatch(step -> step.kind() == StepOutcome.Kind.DONE);
    assertThat(List.of(alarms, cluster, logs))
        .allMatch(step -> step.kind() == StepOutcome.Kind.DONE);
    stage()
        .cloud()
        .eventually(() -> run.look(QueueSighting.none()).situation() == QueueSituation.MISSING);
    assertThat(steps(order).map(Supplier::get))
        .allMatch(step -> step.kind() == StepOutcome.Kind.ALREADY_GONE);
    assertThat(look(neighbour.frozen()).leftovers())
        .extracting(Leftover::kind)
        .contains(Kind.FLEET, Kind.MACHINE, Kind.ALARM, Kind.QUEUE, Kind.SERVICE, Kind.DASHBOARD);
  }
}
