package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.distributedmonitor.run.Names;

/**
 * The machines of a fleet that somebody protects by a tag.
 *
 * @param fleetId the fleet that they were launched for; empty when it was none
 * @param count how many they are
 * @param names the ids of the first ones; {@link Names#MOST} at most of all fleets together
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProtectedMachines(String fleetId, int count, List<String> names) {

  public ProtectedMachines {
    fleetId = fleetId == null ? "" : fleetId;
    names = names == null ? List.of() : List.copyOf(names);
  }

  /** Those of several fleets, from the ids of each. */
  public static List<ProtectedMachines> of(SortedMap<String, List<String>> idsByFleet) {
    List<List<String>> ids =
        idsByFleet.values().stream().map(each -> each.stream().sorted().toList()).toList();
    List<List<String>> first = Names.first(ids);
    List<ProtectedMachines> machines = new ArrayList<>();
    for (String fleetId : idsByFleet.keySet()) {
      int i = machines.size();
      machines.add(new ProtectedMachines(fleetId, ids.get(i).size(), first.get(i)));
    }
    return machines;
  }

  /** Whether every one is named. */
  public boolean allNamed() {
    return names.size() == count;
  }
}
