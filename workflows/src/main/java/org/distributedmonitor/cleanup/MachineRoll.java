package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The machines of the run's fleets.
 *
 * @param alive the ids of those that are not terminated
 * @param problem why they could not be listed, a sentence; empty when they were
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineRoll(List<String> alive, String problem) {

  public MachineRoll {
    alive = alive == null ? List.of() : List.copyOf(alive);
    problem = problem == null ? "" : problem;
  }
}
