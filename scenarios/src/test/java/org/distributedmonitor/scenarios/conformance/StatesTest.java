package org.distributedmonitor.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.StepOutcome.Kind;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.testkit.Runs;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;

/** What the activities make of the states that AWS's resources pass through. */
@Timeout(60)
class StatesTest {

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();

  @Test
  void aFleetThatIsBeingModifiedIsLoweredAfterThat() {
    SimulatedRun run = setUp(spec().jobs(500));
    target(run, 5);

    FleetReview review = review(run);
    Reading cheapest =
        Reading.of(
            () ->
                aws.fleets.lowerToCheapest(new CheapestOrder(Runs.of(run), run.fleetIds(), false)));

    assertThat(review.fleets().get(0).condition()).isEqualTo(FleetCondition.MODIFYING);
    assertThat(review.lowered()).isEmpty();
    assertThat(review.problems()).isEmpty();
    assertThat(cheapest.ending()).isEqualTo("WAITING");
    aws.clock.advance(Duration.ofMinutes(1));
    assertThat(review(run).lowered()).hasSize(1);
  }

  @Test
  void aRequestFleetIsNeverModifiedButCancelled() {
    SimulatedRun run = setUp(spec().jobs(500).maintain(false));

    FleetReview review = review(run);

    assertThat(review.problems()).isEmpty();
    assertThat(aws.region.calls().count("ec2:ModifySpotFleetRequest")).isZero();
    CleanupOrder order = aws.order(Runs.of(run), run);
    assertThat(aws.fleets.cancelFleets(order).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void aFleetThatTerminatesIsCancelledAndItsMachinesAreWaitedFor() {
    SimulatedRun run = setUp(spec());
    CleanupOrder order = aws.order(Runs.of(run), run);
    aws.region
        .ec2()
        .cancelSpotFleetRequests(
            b -> b.spotFleetRequestIds(run.fleetId()).terminateInstances(true));

    assertThat(aws.fleets.cancelFleets(order).kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(Reading.of(() -> aws.fleets.awaitMachinesGone(order)).ending()).isEqualTo("WAITING");
    assertThat(left(order))
        .filteredOn(left -> left.kind() == Leftover.Kind.FLEET)
        .singleElement()
        .matches(Leftover::settling);
    assertThat(aws.until(() -> aws.fleets.awaitMachinesGone(order)).alive()).isZero();
  }

  @Test
  void aServiceThatDrainsIsOnItsWayOut() {
    SimulatedRun run = setUp(spec());
    CleanupOrder order = aws.order(Runs.of(run), run);
    aws.services.stopService(order);
    aws.services.deleteService(order);

    assertThat(aws.services.stopService(order).outcome().kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(aws.services.deleteService(order).detail()).contains("is already being removed");
    assertThat(left(order))
        .filteredOn(left -> left.kind() == Leftover.Kind.SERVICE)
        .singleElement()
        .matches(left -> left.settling() && left.reason().equals("It is DRAINING."));
  }

  @Test
  void aClusterIsDeletedOnceItsMachinesAreForgottenMinutesAfterTheyEnded() {
    SimulatedRun run = setUp(spec());
    CleanupOrder order = aws.order(Runs.of(run), run);
    aws.fleets.cancelFleets(order);
    aws.services.stopService(order);
    aws.services.deleteService(order);
    aws.until(() -> aws.fleets.awaitMachinesGone(order));

    Reading early = Reading.of(() -> aws.services.deleteCluster(order));

    assertThat(early.ending()).isEqualTo("WAITING");
    assertThat(early.sentence()).contains("still registered in it");
    assertThat(aws.until(() -> aws.services.deleteCluster(order)).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void aDeletedQueueThatStillAnswersIsNoReasonToWorry() {
    SimulatedRun run = setUp(spec());
    run.drain();
    CleanupOrder order = aws.order(Runs.of(run), run);
    assertThat(aws.queue.deleteQueue(order).outcome().kind()).isEqualTo(Kind.DONE);

    assertThat(aws.queue.deleteQueue(order).outcome().kind()).isEqualTo(Kind.DONE);
    assertThat(left(order))
        .filteredOn(left -> left.kind() == Leftover.Kind.QUEUE)
        .singleElement()
        .matches(Leftover::settling);
    aws.clock.advance(Duration.ofSeconds(61));
    assertThat(aws.queue.deleteQueue(order).outcome().kind()).isEqualTo(Kind.ALREADY_GONE);
    assertThat(left(order)).noneMatch(left -> left.kind() == Leftover.Kind.QUEUE);
  }

  @Test
  void anAlarmThatAContainerMakesAfterTheDeletionIsSeenAndDeletedAgain() {
    SimulatedRun run = setUp(spec());
    Run ours = Runs.of(run);
    CleanupOrder order = aws.order(ours, run);
    String machine = run.machines().get(0).id();
    aws.fleets.cancelFleets(order);
    aws.until(() -> aws.fleets.awaitMachinesGone(order));
    aws.cloudWatch.deleteAlarms(order);
    assertThat(left(order)).noneMatch(left -> left.kind() == Leftover.Kind.ALARM);

    aws.region
        .cloudWatch()
        .putMetricAlarm(
            b ->
                b.alarmName(ours.alarmName(machine))
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .evaluationPeriods(15));

    assertThat(left(order))
        .filteredOn(left -> left.kind() == Leftover.Kind.ALARM)
        .flatExtracting(Leftover::names)
        .containsExactly(ours.alarmName(machine));
    assertThat(aws.cloudWatch.deleteAlarms(order).kind()).isEqualTo(Kind.DONE);
    assertThat(left(order)).noneMatch(left -> left.kind() == Leftover.Kind.ALARM);
  }

  @Test
  void countsThatLagAreReadAsTheyAre() {
    SimulatedRun run = setUp(spec());
    aws.region.faults().countLag(Duration.ofMinutes(1));
    assertThat(look(run)).isNotEqualTo(QueueSituation.EMPTY);

    run.drain();

    assertThat(look(run)).isNotEqualTo(QueueSituation.EMPTY);
    aws.clock.advance(Duration.ofSeconds(61));
    assertThat(look(run)).isEqualTo(QueueSituation.EMPTY);
  }

  private QueueSituation look(SimulatedRun run) {
    return aws.queue
        .lookAtQueue(
            new QueueWatch(
                Runs.of(run),
                QueueSighting.none(),
                aws.clock.instant(),
                SimulatedActivities.MINUTE))
        .situation();
  }

  @Test
  void alarmsOfMachinesThatTheHistoryHasForgottenAreSwept() {
    SimulatedRun run = setUp(spec().jobs(5000).deadMachinesWithAlarms(3));
    aws.clock.advance(Duration.ofHours(50));

    assertThat(review(run).alarmsDeleted()).isGreaterThanOrEqualTo(3);
    assertThat(aws.region.calls().count("ec2:DescribeSpotFleetRequestHistory")).isZero();
  }

  private FleetReview review(SimulatedRun run) {
    return aws.fleets.reviewFleets(
        new FleetReviewOrder(
            Runs.of(run), run.fleetIds(), true, 2, 1, Duration.ofMinutes(20), true));
  }

  private List<Leftover> left(CleanupOrder order) {
    return aws.runs.takeClosingLook(order).leftovers();
  }

  private void target(SimulatedRun run, int units) {
    aws.region
        .ec2()
        .modifySpotFleetRequest(b -> b.spotFleetRequestId(run.fleetId()).targetCapacity(units));
  }

  private SimulatedRun setUp(RunSpec.Builder spec) {
    SimulatedRun run = aws.region.setUp(spec.build());
    aws.clock.advance(Duration.ofMinutes(10));
    return run;
  }

  private static RunSpec.Builder spec() {
    return RunSpec.builder("Plate1").cluster("lab").machines(6).jobs(60);
  }
}
