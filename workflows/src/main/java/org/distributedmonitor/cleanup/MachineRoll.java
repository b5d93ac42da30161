package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How many machines the run's fleets have.
 *
 * @param alive those that are not terminated and that nobody protects
 * @param kept those that are on because somebody protects them by a tag
 * @param problem why they could not be listed, a sentence; empty when they were
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineRoll(int alive, int kept, String problem) {

  public MachineRoll {
    problem = problem == null ? "" : problem;
  }
}
