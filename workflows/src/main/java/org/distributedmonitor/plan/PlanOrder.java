package org.distributedmonitor.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Run;

/** An order to plan a run's clean-up: the run and its fleets, from its monitor file. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanOrder(Run run, List<String> fleetIds) {

  public PlanOrder {
    requireNonNull(run, "run");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
  }
}
