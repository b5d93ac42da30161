package org.distributedmonitor.worker.plan;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.distributedmonitor.activity.PlanActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.monitor.state.Assignment;
import org.distributedmonitor.monitor.state.QueueMemory;
import org.distributedmonitor.plan.Beginning;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.policy.Diagnosis;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.survey.RunSurvey;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.machine.RunMachines;
import org.distributedmonitor.worker.queue.QueueGlance;
import org.distributedmonitor.worker.run.Parts;
import org.distributedmonitor.worker.run.Survey;

/** Plans a clean-up as one that begins now would go, over the AWS SDK. */
public final class PlanActivitiesImpl implements PlanActivities {

  private final AwsRegions aws;
  private final Clock clock;

  public PlanActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  @Override
  public RunPlan planCleanup(PlanOrder order) {
    Run run = order.run();
    AwsClients clients = aws.of(run);
    Instant now = clock.instant();
    Unseens unseens = new Unseens();
    QueueSighting queue = QueueGlance.take(clients.sqs(), run, clock, unseens);
    RunSurvey survey = Survey.take(clients, run, order.fleetIds(), List.of(), now, unseens);
    List<FleetSighting> seen = survey.fleetsOfTheRun();
    List<FleetRecord> fleets = records(survey, now);
    Diagnosis diagnosis = Diagnosis.of(run, survey, fleets, queue, queue.facts() != null, now);
    boolean trusted = diagnosis.trusted();
    CleanupOrder frozen =
        new CleanupOrder(
            run,
            frozen(survey, fleets, queue, trusted, now),
            false,
            List.of(),
            trusted && queue.unread());
    Optional<RunMachines> machines =
        Parts.asFarAsSeen(unseens)
            .look(
                Optional.empty(),
                () -> Optional.of(RunMachines.of(clients.ec2(), frozen, unseens)));
    return new RunPlan(
        run,
        now,
        survey.account(),
        survey.region(),
        queue,
        seen,
        new Inventory(clients, run, unseens).of(queue, survey, machines),
        Beginning.of(queue, trusted),
        new Assignment(run, Timing.standard(), 1, "", now)
            .emptyRule(new QueueMemory())
            .mustHold(queue),
        new Forecast(clients, frozen, seen, clock, unseens).steps(),
        unseens.found(),
        diagnosis.problems(),
        null);
  }

  /** As a monitor would know them after its first look. */
  private static List<FleetRecord> records(RunSurvey survey, Instant now) {
    return Stream.concat(
            survey.fleets().stream().map(fleet -> FleetRecord.of(fleet.fleetId(), now).seen(fleet)),
            survey.others().ours().stream().map(fleet -> FleetRecord.found(fleet, now)))
        .toList();
  }

  /** As a monitor would freeze the run now; jobs that remain are told of and no obstacle. */
  private static FrozenRun frozen(
      RunSurvey survey,
      List<FleetRecord> fleets,
      QueueSighting queue,
      boolean trusted,
      Instant now) {
    List<String> fleetIds =
        fleets.stream()
            .filter(fleet -> fleet.actable() && !fleet.protectedByTag())
            .map(FleetRecord::fleetId)
            .toList();
    List<String> kept =
        fleets.stream()
            .filter(fleet -> fleet.actable() && fleet.protectedByTag())
            .map(FleetRecord::fleetId)
            .toList();
    return new FrozenRun(
        now,
        trusted ? queue.facts() : null,
        fleetIds,
        survey.serviceCreatedAt(),
        true,
        new Kept(kept, survey.protectedMachines()));
  }
}
