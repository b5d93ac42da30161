package org.distributedmonitor.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;

/**
 * What the cancellation of fleets would come to, as far as EC2 describes them. The cancellation
 * itself never asks: it finds the same out from EC2's answers to it.
 *
 * @param toCancel the fleets that EC2 would cancel
 * @param over those that are cancelled already, or not known to EC2
 * @param runOn those that somebody has cancelled without ending their machines
 */
public record CancellationForecast(List<String> toCancel, List<String> over, List<String> runOn) {

  /** Tells the fleets apart; one that could not be described would be cancelled. */
  public static CancellationForecast of(List<String> fleetIds, List<FleetSighting> seen) {
    List<String> toCancel = new ArrayList<>(fleetIds);
    List<String> over = new ArrayList<>();
    List<String> runOn = new ArrayList<>();
    for (FleetSighting fleet : seen) {
      if (!fleet.condition().mayBeOn() && toCancel.remove(fleet.fleetId())) {
        (fleet.condition() == FleetCondition.CANCELLED_RUNNING ? runOn : over).add(fleet.fleetId());
      }
    }
    return new CancellationForecast(toCancel, over, runOn);
  }

  /** What stands in the way or is done already, as the cancellation itself would say it. */
  public StepOutcome rest() {
    return runOn.isEmpty()
        ? Cancellation.alreadyCancelled(over)
        : Cancellation.blockedBy(runOn.stream().map(Cancellation::runsOn).toList());
  }
}
