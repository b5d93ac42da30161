package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A machine that somebody protects by a tag, and the fleet that it was launched for. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProtectedMachine(String machineId, String fleetId) {}
