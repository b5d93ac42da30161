package org.distributedmonitor.scenarios.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.ExportTries;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** Clean-ups that do not go as planned. */
@Timeout(120)
class CleanupEdgesTest {

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();

  @Test
  void whatWasSetUpAgainIsLeftAlone() {
    SimulatedRun simulated =
        aws.region.setUp(RunSpec.builder("Plate1").machines(3).jobs(3).build());
    aws.clock.advance(Duration.ofMinutes(30));
    simulated.drain();
    Run run = Runs.of(simulated);
    CleanupOrder order = aws.order(run, simulated);
    aws.clock.advance(Duration.ofMinutes(1));
    aws.region
        .ecs()
        .registerTaskDefinition(
            b ->
                b.family("Plate1Task")
                    .containerDefinitions(ContainerDefinition.builder().name("x").build()));

    List<StepOutcome> steps =
        List.of(
            aws.services.stopService(order).outcome(),
            aws.queue.deleteQueue(order).outcome(),
            aws.services.deleteService(order),
            aws.services.deregisterTaskDefinitions(order));
    assertThat(steps.subList(0, 3))
        .allMatch(step -> step.kind() == StepOutcome.Kind.LEFT)
        .allMatch(step -> step.detail().contains("has been set up again since"));
    assertThat(steps.get(3).detail())
        .isEqualTo("Deregistered 1 revision of Plate1Task. 1 of a newer run stay.");
  }

  @Test
  void jobsThatArriveKeepTheQueue() {
    SimulatedRun simulated =
        aws.region.setUp(RunSpec.builder("Plate1").machines(0).jobs(2).build());
    Run run = Runs.of(simulated);
    CleanupOrder order = aws.order(run, simulated);

    QueueRemoval removal = aws.queue.deleteQueue(order);

    assertThat(removal.jobsArrived()).isEqualTo(2);
    assertThat(removal.outcome().kind()).isEqualTo(StepOutcome.Kind.LEFT);
  }

  @Test
  void aRefusedPartDoesNotKeepTheOthersBack() {
    SimulatedRun simulated =
        aws.region.setUp(
            RunSpec.builder("Plate1").machines(5).jobs(50).deadMachinesWithAlarms(4).build());
    aws.clock.advance(Duration.ofMinutes(5));
    Run run = Runs.of(simulated);
    aws.region.faults().refuse("ec2:ModifySpotFleetRequest");

    FleetReview review =
        aws.fleets.reviewFleets(
            new FleetReviewOrder(
                run, simulated.fleetIds(), true, 1, 1, Duration.ofMinutes(20), true));

    assertThat(review.problems()).hasSize(1);
    assertThat(review.lowered()).isEmpty();
    assertThat(review.alarmsDeleted()).isEqualTo(4);
    aws.region
        .faults()
        .refuse("ec2:DescribeSpotFleetRequests")
        .refuse("ecs:ListTaskDefinitions")
        .refuse("ec2:DescribeInstances");
    assertThat(aws.runs.surveyRun(run, simulated.fleetIds(), List.of()).unreadable()).hasSize(3);
    CleanupOrder order = aws.order(run, simulated);
    assertThat(aws.services.stopService(order).formerTasks()).isEqualTo(5);
    assertThat(aws.fleets.cancelFleets(order).kind()).isEqualTo(StepOutcome.Kind.DONE);
    MachineRoll machines = aws.fleets.awaitMachinesGone(order);
    assertThat(machines.alive()).isEqualTo(5);
    assertThat(machines.problem()).contains("ec2:DescribeInstances");
    assertThat(aws.cloudWatch.deleteAlarms(order).blocked()).isTrue();
    List<Leftover> leftovers = aws.runs.takeClosingLook(order).leftovers();
    assertThat(leftovers).filteredOn(left -> left.kind() == Leftover.Kind.UNSEEN).hasSize(5);
    assertThat(leftovers)
        .filteredOn(left -> left.kind() == Leftover.Kind.ALARM)
        .hasSize(1)
        .allMatch(left -> left.reason().equals("Nobody may look whether its machine is on."));
  }

  /** So many are looked for among the run's own machines first. */
  @Test
  void amongHundredsOfAlarmsThatOfAStrangersLiveMachineStays() {
    SimulatedRun simulated =
        aws.region.setUp(
            RunSpec.builder("Plate1").machines(30).jobs(90).deadMachinesWithAlarms(250).build());
    SimulatedRun neighbour =
        aws.region.setUp(RunSpec.builder("Others").machines(1).jobs(9).build());
    aws.clock.advance(Duration.ofMinutes(10));
    Run run = Runs.of(simulated);
    String strangers = run.alarmName(neighbour.machines().get(0).id());
    aws.region
        .cloudWatch()
        .putMetricAlarm(
            b ->
                b.alarmName(strangers)
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .evaluationPeriods(15));
    CleanupOrder order = aws.order(run, simulated);

    StepOutcome early = aws.cloudWatch.deleteAlarms(order);
    aws.fleets.cancelFleets(order);
    aws.until(() -> aws.fleets.awaitMachinesGone(order));
    StepOutcome late = aws.cloudWatch.deleteAlarms(order);

    assertThat(early.detail())
        .startsWith("Deleted 250 alarms of machines. Kept 1 alarm of a machine that is on for")
        .contains("Kept 30 alarms of machines of this run that are still on");
    assertThat(late.detail())
        .isEqualTo(
            "Deleted 30 alarms of machines. Kept 1 alarm of a machine that is on for another run.");
  }

  @Test
  void machinesThatMayNotBeEndedNeedAPerson() {
    SimulatedRun simulated =
        aws.region.setUp(RunSpec.builder("Plate1").machines(5).jobs(50).build());
    aws.clock.advance(Duration.ofMinutes(5));
    aws.region
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(simulated.fleetId()).terminateInstances(false));
    aws.region.faults().refuse("ec2:TerminateInstances");
    StepOutcome outcome = aws.fleets.cancelFleets(aws.order(Runs.of(simulated), simulated));
    assertThat(outcome.kind()).isEqualTo(StepOutcome.Kind.BLOCKED);
    assertThat(aws.runs.takeClosingLook(aws.order(Runs.of(simulated), simulated)).leftovers())
        .filteredOn(left -> left.kind() == Leftover.Kind.MACHINE)
        .extracting(Leftover::count)
        .containsExactly(5);
  }

  @Test
  void aBucketThatRefusesExportsNeedsAPerson() {
    RunSpec spec =
        RunSpec.builder("Plate1").machines(1).jobs(1).bucketAllowsLogExports(false).build();
    SimulatedRun simulated = aws.region.setUp(spec);
    aws.clock.advance(Duration.ofMinutes(30));
    ExportOrder order = new ExportOrder(Runs.of(simulated), "Plate1", aws.clock.instant());

    assertThatThrownBy(
            () -> aws.logs.startExport(order, ExportTries.none(), SimulatedActivities.NEVER))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure ->
                assertThat(failure.getDetails().get(Refusal.class).remedy())
                    .contains("bucket's policy"));
  }

  @Test
  void aLogGroupThatIsNotThereIsNothingToDo() {
    SimulatedRun simulated = aws.region.setUp(RunSpec.builder("Plate1").machines(0).build());
    ExportOrder order = new ExportOrder(Runs.of(simulated), "Nothing", aws.clock.instant());

    assertThat(aws.export(order).kind()).isEqualTo(StepOutcome.Kind.NOTHING_TO_DO);
  }
}
