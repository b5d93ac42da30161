package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Run;

/**
 * An order to lower fleets so that one machine is asked for in all.
 *
 * @param fleetIds the fleets to lower; the first keeps the machine unless another fleet has it
 * @param anotherHasTheMachine whether a fleet lowered before keeps the one machine
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheapestOrder(Run run, List<String> fleetIds, boolean anotherHasTheMachine) {

  public CheapestOrder {
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
  }
}
