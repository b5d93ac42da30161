package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** What the monitor will do next, and when. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Expectation(Instant at, String what) {}
