package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.fleet.FleetSighting;

/**
 * Fleets that a run turns out to have after it was frozen.
 *
 * @param fleets those that launch machines, were started before, and are the run's alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LateFleets(List<FleetSighting> fleets) {

  public LateFleets {
    fleets = fleets == null ? List.of() : List.copyOf(fleets);
  }
}
