package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** Since when something of a kind is left. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeftSince(Leftover.Kind kind, Instant since) {}
