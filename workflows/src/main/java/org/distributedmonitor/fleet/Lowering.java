package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A fleet's target was lowered; both in units. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Lowering(String fleetId, int from, int to) {}
