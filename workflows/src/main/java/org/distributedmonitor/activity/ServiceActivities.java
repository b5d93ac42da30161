package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.cleanup.StepOutcome;

/** What the monitor asks of ECS. */
@ActivityInterface
public interface ServiceActivities {

  /** Sets the service to no tasks, unless it is a newer run's. */
  ServiceStop stopService(CleanupOrder order);

  /** Gives the service its tasks back, when jobs arrived after all. */
  StepOutcome restoreService(CleanupOrder order, int tasks);

  /** Deletes the service, unless it is a newer run's. */
  StepOutcome deleteService(CleanupOrder order);

  /** Deregisters every active revision of the run's task definition that is not a newer run's. */
  StepOutcome deregisterTaskDefinitions(CleanupOrder order);

  /** Deletes the run's own cluster once nothing is left in it; never {@code default}. */
  StepOutcome deleteCluster(CleanupOrder order);
}
