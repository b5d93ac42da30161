package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The service was told to run no tasks.
 *
 * @param formerTasks how many tasks it was to run before, to give back if jobs arrive; -1 unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceStop(StepOutcome outcome, int formerTasks) {}
