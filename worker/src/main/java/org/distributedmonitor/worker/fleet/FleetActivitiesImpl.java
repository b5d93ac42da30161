package org.distributedmonitor.worker.fleet;

import java.time.Clock;
import java.time.Duration;
import org.distributedmonitor.activity.FleetActivities;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.worker.aws.AwsRegions;
import org.distributedmonitor.worker.aws.SoftFailures;
import org.distributedmonitor.worker.machine.RunMachines;

/** What the monitor asks of EC2, over the AWS SDK. */
public final class FleetActivitiesImpl implements FleetActivities {

  /** EC2 takes a minute or two to terminate a machine. */
  private static final Duration WHILE_SHUTTING_DOWN = Duration.ofSeconds(15);

  private final AwsRegions aws;
  private final FleetLook look;

  public FleetActivitiesImpl(AwsRegions aws, Clock clock) {
    this.aws = aws;
    this.look = new FleetLook(clock);
  }

  @Override
  public FleetReview reviewFleets(FleetReviewOrder order) {
    return look.review(aws.of(order.run()), order);
  }

  @Override
  public FleetReview lowerToCheapest(CheapestOrder order) {
    return look.cheapest(aws.of(order.run()), order);
  }

  @Override
  public StepOutcome cancelFleets(CleanupOrder order) {
    return Cancellation.of(aws.of(order.run()).ec2(), order);
  }

  @Override
  public MachineRoll awaitMachinesGone(CleanupOrder order) {
    MachineRoll roll = RunMachines.roll(aws.of(order.run()).ec2(), order);
    if (roll.problem().isEmpty() && roll.alive() > 0) {
      int count = roll.alive();
      throw SoftFailures.waiting(
          count == 1
              ? "1 machine is still shutting down"
              : count + " machines are still shutting down",
          WHILE_SHUTTING_DOWN);
    }
    return roll;
  }
}
