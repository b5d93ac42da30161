package org.distributedmonitor.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.plan.Beginning;
import org.distributedmonitor.plan.Found;
import org.distributedmonitor.plan.Found.Presence;
import org.distributedmonitor.plan.Found.Thing;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.PlannedStep;
import org.distributedmonitor.plan.PlannedStep.Kind;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.plan.Unseen;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.scenarios.plan.RunInState.Staged;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plan says of a run, and that it leaves it as it is. */
@Timeout(60)
class PlanTest {

  private static final String APP = RunInState.APP;

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();

  @ParameterizedTest
  @EnumSource
  void changesNothing(RunInState state) {
    Staged staged = state.stage(aws.region, aws.clock::advance);
    aws.region.calls().clear();
    String before = aws.region.dump(name -> true);

    plan(staged);

    assertThat(aws.region.calls().all()).isNotEmpty();
    assertThat(aws.region.calls().mutating()).isEmpty();
    assertThat(aws.region.dump(name -> true)).isEqualTo(before);
  }

  @Test
  void namesEverythingThatIsThereAndWhatWouldBeDoneWithIt() {
    Staged staged = RunInState.WHOLE.stage(aws.region, aws.clock::advance);

    RunPlan plan = plan(staged);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.unseen()).isEmpty();
    assertThat(plan.begins()).isEqualTo(Beginning.WHEN_EMPTY_FOR_LONG_ENOUGH);
    assertThat(plan.found()).allMatch(found -> found.presence() == Presence.THERE);
    assertThat(names(plan, Thing.MACHINES)).hasSize(3);
    assertThat(names(plan, Thing.ALARMS)).hasSize(3 + 2 + 2);
    assertThat(names(plan, Thing.TASK_DEFINITIONS)).containsExactly(APP + "Task:2", APP + "Task:1");
    assertThat(plan.steps()).allMatch(step -> step.kind() == Kind.ACT);
    assertThat(step(plan, Step.CANCEL_FLEETS).names()).isEqualTo(staged.fleetIds());
    assertThat(step(plan, Step.DELETE_QUEUE).names()).containsExactly(APP + "Queue");
    assertThat(step(plan, Step.DELETE_ALARMS).names())
        .containsExactlyInAnyOrderElementsOf(names(plan, Thing.ALARMS));
    assertThat(step(plan, Step.DELETE_CLUSTER).detail())
        .isEqualTo("Once its 3 machines have left it.");
    assertThat(step(plan, Step.EXPORT_LOGS).detail())
        .endsWith(" on, to s3://simulated-bucket/exportedlogs/" + APP + ".");
  }

  @Test
  void saysThatItComesLaterWhileJobsRemain() {
    RunPlan plan = plan(RunInState.JOBS_LEFT.stage(aws.region, aws.clock::advance));

    assertThat(plan.begins()).isEqualTo(Beginning.WHEN_THE_JOBS_ARE_DONE);
    assertThat(plan.queue().newest().remaining()).isEqualTo(40);
    assertThat(step(plan, Step.DELETE_QUEUE).detail())
        .isEqualTo(
            "40 jobs are in it: it is deleted once it is empty, or with its jobs by `starter"
                + " finish`.");
  }

  @Test
  void doesNotTouchANeighboursFleetAndSaysWhatIsWrong() {
    Staged staged = RunInState.NEIGHBOURS_FLEET.stage(aws.region, aws.clock::advance);

    RunPlan plan = plan(staged);

    assertThat(plan.begins()).isEqualTo(Beginning.WHEN_THE_MONITOR_FILE_FITS);
    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("belongs to the run Plates_2"));
    assertThat(step(plan, Step.CANCEL_FLEETS).names()).isEqualTo(staged.run().fleetIds());
  }

  @Test
  void cancelsAFleetThatTheFileDoesNotNameAndSaysSo() {
    Staged staged = RunInState.WHOLE.stage(aws.region, aws.clock::advance);
    String older = staged.run().fleetId();
    String newer = staged.run().startAnotherFleet(1);
    aws.clock.advance(Duration.ofMinutes(5));

    RunPlan plan = plan(new Staged(staged.run(), List.of(newer)));

    assertThat(step(plan, Step.CANCEL_FLEETS).names()).containsExactly(newer, older);
    assertThat(plan.found())
        .filteredOn(found -> found.names().contains(older))
        .singleElement()
        .satisfies(
            found -> assertThat(found.detail()).contains("the monitor file does not name it"));
  }

  @Test
  void saysWhatIsWrongWithAMistypedQueueAndLeavesTheQueueAlone() {
    Staged staged = RunInState.WHOLE.stage(aws.region, aws.clock::advance);
    Run run = Runs.of(staged.run());
    aws.region.sqs().createQueue(b -> b.queueName("SomeoneElsesQueue"));
    Run mistyped =
        new Run(
            run.app(),
            run.cluster(),
            "SomeoneElsesQueue",
            run.bucket(),
            run.logGroup(),
            run.startTime(),
            true,
            "");

    RunPlan plan = aws.plans.planCleanup(new PlanOrder(mistyped, staged.fleetIds()));

    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.what())
                    .contains("\"SomeoneElsesQueue\"", "\"" + APP + "Queue\""));
    assertThat(plan.begins()).isEqualTo(Beginning.WHEN_THE_MONITOR_FILE_FITS);
    assertThat(step(plan, Step.DELETE_QUEUE).names()).isEmpty();
  }

  @Test
  void saysThatNothingOfTheRunIsToBeSeenHere() {
    Staged staged = RunInState.WHOLE.stage(aws.region, aws.clock::advance);
    Run run = Runs.of(staged.run());
    Run elsewhere =
        new Run("Nobody", "none", "NobodysQueue", "b", "Nobody", run.startTime(), false, "");

    RunPlan plan = aws.plans.planCleanup(new PlanOrder(elsewhere, List.of()));

    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.what()).contains("Nothing of the run Nobody is to be"));
    assertThat(plan.found()).noneMatch(found -> found.presence() == Presence.THERE);
    assertThat(plan.steps())
        .filteredOn(step -> step.step() != Step.WRITE_REPORT)
        .noneMatch(step -> step.kind() == Kind.ACT);
  }

  @Test
  void saysWhatItCouldNotSeeWhileAServiceIsOutOfOrder() {
    Staged staged = RunInState.WHOLE.stage(aws.region, aws.clock::advance);
    aws.region.faults().throttle("cloudwatch:DescribeAlarms", 9);

    RunPlan plan = plan(staged);

    assertThat(step(plan, Step.DELETE_ALARMS).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(plan.unseen()).extracting(Unseen::operation).containsExactly("");
    assertThat(plan.unseen().get(0).why()).contains("cloudwatch:DescribeAlarms");
    assertThat(plan.found())
        .filteredOn(found -> found.presence() == Presence.NOT_SEEN)
        .extracting(Found::thing)
        .containsExactly(Thing.ALARMS);
  }

  private RunPlan plan(Staged staged) {
    return aws.plans.planCleanup(new PlanOrder(Runs.of(staged.run()), staged.fleetIds()));
  }

  private static PlannedStep step(RunPlan plan, Step step) {
    return plan.steps().get(step.ordinal());
  }

  private static List<String> names(RunPlan plan, Thing thing) {
    return plan.found().stream()
        .filter(found -> found.thing() == thing)
        .flatMap(found -> found.names().stream())
        .toList();
  }
}
