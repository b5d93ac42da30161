package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** A step and what became of it, and when. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepResult(Step step, StepOutcome outcome, Instant at) {}
