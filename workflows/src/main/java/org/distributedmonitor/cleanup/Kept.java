package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.fleet.ProtectedMachines;

/**
 * What of a run's fleets and machines somebody protects by a tag, as far as it was known before the
 * fleets' cancellation: that asks nothing.
 *
 * @param fleetIds the fleets that stay, with all their machines
 * @param machines the machines that stay though their fleets are cancelled; of very many only the
 *     first are named, and who ends the others reads the tags anew
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Kept(List<String> fleetIds, List<ProtectedMachines> machines) {

  public Kept {
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    machines = machines == null ? List.of() : List.copyOf(machines);
  }

  public static Kept nothing() {
    return new Kept(List.of(), List.of());
  }

  /** Whether a machine of this fleet stays on when the fleet is cancelled. */
  public boolean machineOf(String fleetId) {
    return machines.stream().anyMatch(machines -> machines.fleetId().equals(fleetId));
  }

  /** Whether this machine is known by its id to stay. */
  public boolean machine(String machineId) {
    return machines.stream().anyMatch(machines -> machines.names().contains(machineId));
  }
}
