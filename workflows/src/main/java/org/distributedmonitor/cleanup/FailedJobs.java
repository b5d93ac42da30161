package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The run's messages in the dead-letter queue were written to the bucket.
 *
 * @param count how many of them came from this run's queue
 * @param location where they were written, {@code s3://…}; empty when there were none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FailedJobs(StepOutcome outcome, int count, String location) {

  public FailedJobs {
    location = location == null ? "" : location;
  }
}
