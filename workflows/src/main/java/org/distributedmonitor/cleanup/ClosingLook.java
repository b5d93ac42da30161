package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachine;

/**
 * Everything of the run listed once more.
 *
 * @param leftovers what is still there
 * @param protectedMachines which machines of the run's fleets somebody protects by a tag
 * @param unclearFleetIds the fleets that launch machines and of which nobody can tell whose they
 *     are: they hide their launch user data, and have no machine now that could be asked
 * @param lateFleets fleets of the run that launch machines and that nobody knew of when it was
 *     frozen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClosingLook(
    List<Leftover> leftovers,
    List<ProtectedMachine> protectedMachines,
    List<String> unclearFleetIds,
    List<FleetSighting> lateFleets) {

  public ClosingLook {
    leftovers = leftovers == null ? List.of() : List.copyOf(leftovers);
    protectedMachines = protectedMachines == null ? List.of() : List.copyOf(protectedMachines);
    unclearFleetIds = unclearFleetIds == null ? List.of() : List.copyOf(unclearFleetIds);
    lateFleets = lateFleets == null ? List.of() : List.copyOf(lateFleets);
  }
}
