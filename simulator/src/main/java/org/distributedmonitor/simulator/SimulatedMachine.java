package org.distributedmonitor.simulator;

import java.time.Instant;
import org.distributedmonitor.simulator.ec2.Machine;

/**
 * A machine as it is at this moment.
 *
 * @param state as EC2 names it: pending, running, shutting-down, terminated
 * @param name the {@code Name} tag, empty before a container gave one
 * @param idleSince since when its CPU does nothing; null while it works
 */
public record SimulatedMachine(
    String id,
    String fleetId,
    String state,
    String name,
    boolean onDemand,
    boolean hung,
    int jobsInProcess,
    Instant launchedAt,
    Instant idleSince) {

  static SimulatedMachine of(Machine machine) {
    return new SimulatedMachine(
        machine.id,
        machine.fleet.id,
        machine.state.text,
        machine.tags.getOrDefault("Name", ""),
        machine.onDemand,
        machine.hung,
        machine.busy(),
        machine.launchedAt,
        machine.idleSince);
  }

  public boolean alive() {
    return state.equals("pending") || state.equals("running");
  }
}
