package org.distributedmonitor.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.run.Names;
import org.distributedmonitor.worker.aws.Protected;

/**
 * What the cancellation of fleets would come to, as far as EC2 describes them. The cancellation
 * itself never asks: it finds the same out from EC2's answers to it.
 *
 * @param toCancel the fleets that EC2 would cancel
 * @param over those that are cancelled already, or not known to EC2
 * @param runOn those that are cancelled without their machines, which would be ended
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

  /** The fleets about which something would be done. */
  public List<String> names() {
    return Stream.concat(toCancel.stream(), runOn.stream()).toList();
  }

  /** What would be done, sentences. */
  public String detail(Kept kept) {
    String cancelled = toCancel.isEmpty() ? "" : "EC2 terminates the machines. ";
    String ended =
        runOn.isEmpty()
            ? ""
            : "The machines of "
                + Names.told(runOn)
                + ", cancelled without them, are ended by their ids. ";
    List<String> stay = new ArrayList<>(kept.fleetIds());
    int machines = 0;
    for (ProtectedMachines each : kept.machines()) {
      stay.addAll(each.names());
      machines += each.count();
    }
    return (cancelled + ended + Protected.kept(stay, kept.fleetIds().size() + machines)).strip();
  }

  /** What is done already, as the cancellation itself would say it. */
  public StepOutcome rest() {
    return Cancellation.alreadyCancelled(over);
  }
}
