package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.ProtectedMachines;

/**
 * Everything of the run listed once more. It names fleets; of what there can be thousands of, the
 * first ones.
 *
 * @param leftovers what is still there, in groups
 * @param wholeList the file that names all of it
 * @param keptFleetIds the run's fleets that stay, as somebody protects them by a tag
 * @param doomedFleetIds the run's fleets that are still there and that nobody protects
 * @param tagsSeen whether the machines' tags were read; if not, what was known before stands
 * @param protectedMachines the machines of the run's fleets that somebody protects by a tag
 * @param unclearFleetIds the fleets that launch machines and of which nobody can tell whose they
 *     are: they hide their launch user data, and have no machine now that could be asked
 * @param lateFleets fleets of the run that launch machines and that nobody knew of when it was
 *     frozen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClosingLook(
    List<Leftover> leftovers,
    WholeList wholeList,
    List<String> keptFleetIds,
    List<String> doomedFleetIds,
    boolean tagsSeen,
    List<ProtectedMachines> protectedMachines,
    List<String> unclearFleetIds,
    List<FleetSighting> lateFleets) {

  public ClosingLook {
    leftovers = leftovers == null ? List.of() : List.copyOf(leftovers);
    wholeList = wholeList == null ? WholeList.none() : wholeList;
    keptFleetIds = keptFleetIds == null ? List.of() : List.copyOf(keptFleetIds);
    doomedFleetIds = doomedFleetIds == null ? List.of() : List.copyOf(doomedFleetIds);
    protectedMachines = protectedMachines == null ? List.of() : List.copyOf(protectedMachines);
    unclearFleetIds = unclearFleetIds == null ? List.of() : List.copyOf(unclearFleetIds);
    lateFleets = lateFleets == null ? List.of() : List.copyOf(lateFleets);
  }
}
