package org.distributedmonitor.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.testkit.SimulatedActivities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every activity on a simulated run, from its first look to the last. */
@Timeout(120)
class EveryActivityTest {

  @RegisterExtension final SimulatedActivities aws = new SimulatedActivities();

  @Test
  void aRunIsWatchedAndCleanedUp() {
    SimulatedRun simulated =
        aws.region.setUp(
            RunSpec.builder("Plate1")
                .cluster("lab")
                .machines(120)
                .jobs(150)
                .failingJobs(3)
                .maxReceiveCount(2)
                .visibilityTimeout(Duration.ofMinutes(15))
                .strandedMachines(2)
                .deadMachinesWithAlarms(130)
                .taskRevisions(3)
                .dashboard(true)
                .autoMonitorAlarms(true)
                .build());
    SimulatedRun neighbour =
        aws.region.setUp(
            RunSpec.builder("Plate1_2").cluster("other").machines(2).jobs(500).build());
    Run run =
        new Run(
            "Plate1",
            "lab",
            "Plate1Queue",
            "simulated-bucket",
            "Plate1",
            Instant.ofEpochMilli(simulated.startedAtMillis()),
            true,
            "");

    RunSurvey survey = aws.runs.surveyRun(run, simulated.fleetIds(), List.of());
    assertThat(survey.fleets().get(0).ownership()).isEqualTo(Ownership.OURS);
    assertThat(survey.serviceSeen()).isTrue();
    assertThat(survey.taskQueueUrls()).containsExactly(simulated.queueUrl());
    assertThat(survey.logGroupSeen()).isTrue();
    assertThat(survey.unreadable()).isEmpty();

    aws.clock.advance(Duration.ofMinutes(5));
    QueueSighting seen =
        aws.queue.watchQueue(
            new QueueWatch(
                run, QueueSighting.none(), aws.clock.instant(), SimulatedActivities.MINUTE));
    assertThat(seen.situation()).isIn(QueueSituation.JOBS_WAITING, QueueSituation.JOBS_IN_PROCESS);

    aws.clock.advance(Duration.ofMinutes(20));
    aws.region.calls().clear();
    FleetReview review =
        aws.fleets.reviewFleets(
            new FleetReviewOrder(
                run, simulated.fleetIds(), true, 30, 1, Duration.ofMinutes(20), true));
    assertThat(review.problems()).isEmpty();
    assertThat(review.lowered()).hasSize(1);
    assertThat(review.guarded()).hasSize(2);
    assertThat(review.alarmsDeleted()).isGreaterThanOrEqualTo(130);

    FleetReview cheapest =
        aws.until(
            () -> aws.fleets.lowerToCheapest(new CheapestOrder(run, simulated.fleetIds(), false)));
    assertThat(cheapest.fleets().get(0).target()).isEqualTo(1);

    for (int i = 0; i < 300 && seen.situation() != QueueSituation.EMPTY; i++) {
      aws.clock.advance(Duration.ofMinutes(1));
      seen =
          aws.queue.lookAtQueue(
              new QueueWatch(run, seen, aws.clock.instant(), SimulatedActivities.MINUTE));
    }
    assertThat(seen.situation()).isEqualTo(QueueSituation.EMPTY);

    FrozenRun frozen =
        new FrozenRun(
            aws.clock.instant(),
            seen.facts(),
            simulated.fleetIds(),
            survey.serviceCreatedAt(),
            false,
            null);
    CleanupOrder order = new CleanupOrder(run, frozen);
    StepOutcome cancelled = aws.fleets.cancelFleets(order);
    ServiceStop stopped = aws.services.stopService(order);
    FailedJobs failed = aws.queue.saveFailedJobs(order);
    QueueRemoval removal = aws.queue.deleteQueue(order);
    StepOutcome service = aws.services.deleteService(order);
    StepOutcome definitions = aws.services.deregisterTaskDefinitions(order);
    MachineRoll gone = aws.until(() -> aws.fleets.awaitMachinesGone(order));
    StepOutcome alarms = aws.cloudWatch.deleteAlarms(order);
    StepOutcome cluster = aws.until(() -> aws.services.deleteCluster(order));
    StepOutcome dashboard = aws.cloudWatch.deleteDashboard(order);
    Instant until = aws.clock.instant();
    StepOutcome jobs = aws.export(new ExportOrder(run, "Plate1", until));
    StepOutcome perInstance = aws.export(new ExportOrder(run, "Plate1_perInstance", until));
    aws.clock.advance(Duration.ofMinutes(3));
    ClosingLook look = aws.runs.takeClosingLook(order);

    assertThat(look.leftovers()).isEmpty();
    assertThat(failed.count()).isEqualTo(3);
    assertThat(neighbour.machines()).allMatch(m -> m.alive());

    List<StepOutcome> again =
        List.of(
            aws.fleets.cancelFleets(order),
            aws.services.stopService(order).outcome(),
            aws.queue.deleteQueue(order).outcome(),
            aws.services.deleteService(order),
            aws.services.deregisterTaskDefinitions(order),
            aws.cloudWatch.deleteAlarms(order),
            aws.services.deleteCluster(order),
            aws.cloudWatch.deleteDashboard(order));
    assertThat(again).allMatch(o -> o.kind() == StepOutcome.Kind.ALREADY_GONE);
  }
}
