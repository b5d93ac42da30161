package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;

/** What the monitor asks of EC2 about the run's fleets and machines. */
@ActivityInterface
public interface FleetActivities {

  /** One look at the fleets: scale-down, guarding and, when due, the alarm sweep. */
  FleetReview reviewFleets(FleetReviewOrder order);

  /** Lowers the fleets to one machine in all; running machines stay. */
  FleetReview lowerToCheapest(CheapestOrder order);

  /** Cancels every frozen fleet and has its machines terminated. */
  StepOutcome cancelFleets(CleanupOrder order);

  /**
   * Fails softly with {@link FailureType#WAITING} until every machine of the frozen fleets is
   * terminated; ends at once, with the problem, when they cannot be listed.
   */
  MachineRoll awaitMachinesGone(CleanupOrder order);
}
