package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** Something the monitor did or noticed, in one sentence. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Happening(Instant at, String what) {}
