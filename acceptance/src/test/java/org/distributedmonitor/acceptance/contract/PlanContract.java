package org.distributedmonitor.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.plan.Beginning;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.PlannedStep;
import org.distributedmonitor.plan.PlannedStep.Kind;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.plan.Unseen;
import org.junit.jupiter.api.Test;

/** What a plan says of a run, and that nothing becomes of it. */
interface PlanContract {

  Stage stage();

  private OneRun plate() {
    return stage().setUp(Setting.named("Plate1").in("lab").withMachines(3).withDeadMachines(2));
  }

  private RunPlan plan(OneRun run) {
    return stage().plans().planCleanup(new PlanOrder(run.run(), List.of(run.fleetId())));
  }

  private static PlannedStep step(RunPlan plan, Step step) {
    return plan.steps().get(step.ordinal());
  }

  @Test
  default void namesEverythingOfAWholeRun() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();
    List<Leftover> before = stage().runs().takeClosingLook(order).leftovers();

    RunPlan plan = plan(run);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.unseen()).isEmpty();
    assertThat(plan.begins()).isEqualTo(Beginning.WHEN_EMPTY_FOR_LONG_ENOUGH);
    assertThat(plan.found())
        .filteredOn(found -> found.thing() != Found.Thing.DEAD_LETTER_QUEUE)
        .allMatch(found -> found.presence() == Found.Presence.THERE);
    assertThat(plan.steps())
        .filteredOn(step -> step.step() != Step.SAVE_FAILED_JOBS)
        .allMatch(step -> step.kind() == Kind.ACT);
    assertThat(step(plan, Step.CANCEL_FLEETS).names()).containsExactly(run.fleetId());
    assertThat(step(plan, Step.DEREGISTER_TASK_DEFINITIONS).names())
        .hasSize(Setting.REVISIONS)
        .allMatch(name -> name.startsWith("Plate1Task:"));
    assertThat(step(plan, Step.DELETE_ALARMS).names()).hasSize(3 + 2 + 2);
    assertThat(stage().runs().takeClosingLook(order).leftovers()).isEqualTo(before);
  }

  @Test
  default void saysWhatIsGoneAlready() {
    OneRun run = plate();
    CleanupOrder order = run.frozen();
    stage().fleets().cancelFleets(order);
    stage().services().stopService(order);
    stage().services().deleteService(order);
    stage().services().deregisterTaskDefinitions(order);
    stage().cloudWatch().deleteDashboard(order);

    RunPlan plan = plan(run);

    assertThat(
            List.of(
                step(plan, Step.CANCEL_FLEETS),
                step(plan, Step.DELETE_SERVICE),
                step(plan, Step.DEREGISTER_TASK_DEFINITIONS),
                step(plan, Step.DELETE_DASHBOARD)))
        .allMatch(step -> step.kind() == Kind.ALREADY_GONE);
    assertThat(step(plan, Step.DELETE_QUEUE).kind()).isEqualTo(Kind.ACT);
  }

  @Test
  default void plansToEndTheMachinesOfACancelledFleetAsTheStepThenDoes() {
    OneRun run = plate();
    stage()
        .aws()
        .ec2()
        .cancelSpotFleetRequests(
            c -> c.spotFleetRequestIds(run.fleetId()).terminateInstances(false));

    PlannedStep planned = step(plan(run), Step.CANCEL_FLEETS);
    StepOutcome cancelled = stage().fleets().cancelFleets(run.frozen());

    assertThat(planned.kind()).isEqualTo(Kind.ACT);
    assertThat(planned.names()).containsExactly(run.fleetId());
    assertThat(cancelled.kind()).isEqualTo(StepOutcome.Kind.DONE);
    stage().cloud().eventually(() -> run.machineIds().isEmpty());
  }

  @Test
  default void namesWhatIsRefusedAndPlansTheRest() {
    OneRun run = plate();
    stage().cloud().refuse("ecs:DescribeServices");

    RunPlan plan = plan(run);

    assertThat(plan.unseen()).extracting(Unseen::operation).containsExactly("ecs:DescribeServices");
    assertThat(step(plan, Step.STOP_SERVICE).kind()).isEqualTo(Kind.ACT);
    assertThat(step(plan, Step.DELETE_SERVICE).kind()).isEqualTo(Kind.BLOCKED);
    assertThat(step(plan, Step.DELETE_QUEUE).kind()).isEqualTo(Kind.ACT);
  }

  @Test
  default void saysThatJobsRemain() {
    OneRun run = stage().setUp(Setting.named("Plate1").withJobs(4));

    RunPlan plan = plan(run);

    assertThat(plan.begins()).isEqualTo(Beginning.WHEN_THE_JOBS_ARE_DONE);
    assertThat(plan.queue().newest().remaining()).isEqualTo(4);
    assertThat(step(plan, Step.DELETE_CLUSTER).kind()).isEqualTo(Kind.NOTHING_TO_DO);
  }
}
