package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Stream;

/**
 * The machines of the run's fleets.
 *
 * @param alive the ids of those that are not terminated and that nobody protects
 * @param protectedIds the ids of those that are on because somebody protects them by a tag
 * @param problem why they could not be listed, a sentence; empty when they were
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineRoll(List<String> alive, List<String> protectedIds, String problem) {

  public MachineRoll {
    alive = alive == null ? List.of() : List.copyOf(alive);
    protectedIds = protectedIds == null ? List.of() : List.copyOf(protectedIds);
    problem = problem == null ? "" : problem;
  }

  /** Every machine that is on, protected or not. */
  public List<String> on() {
    return Stream.concat(alive.stream(), protectedIds.stream()).toList();
  }
}
