package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A part of a look at the fleets that could not be done.
 *
 * @param what what AWS said, a sentence
 * @param remedy what a person has to do, a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetProblem(String what, String remedy) {}
