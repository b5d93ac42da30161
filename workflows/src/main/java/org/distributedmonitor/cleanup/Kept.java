package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.fleet.ProtectedMachine;

/**
 * What of a run's fleets and machines somebody protects by a tag, as far as it was known before the
 * fleets' cancellation: that asks nothing.
 *
 * @param fleetIds the fleets that stay, with all their machines
 * @param machines the machines that stay though their fleets are cancelled
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Kept(List<String> fleetIds, List<ProtectedMachine> machines) {

  public Kept {
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    machines = machines == null ? List.of() : List.copyOf(machines);
  }

  public static Kept nothing() {
    return new Kept(List.of(), List.of());
  }

  /** Whether a machine of this fleet stays on when the fleet is cancelled. */
  public boolean machineOf(String fleetId) {
    return machines.stream().anyMatch(machine -> machine.fleetId().equals(fleetId));
  }

  public boolean machine(String machineId) {
    return machines.stream().anyMatch(machine -> machine.machineId().equals(machineId));
  }
}
