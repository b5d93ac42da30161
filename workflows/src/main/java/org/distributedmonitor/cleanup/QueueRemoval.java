package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The queue was looked at once more, and deleted if it was still empty.
 *
 * @param jobsArrived jobs found in it at that look; the queue was kept when there were any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueRemoval(StepOutcome outcome, long jobsArrived) {}
