package org.distributedmonitor.preflight;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * A look ahead at what the monitor will have to do, without doing any of it.
 *
 * @param at when it was looked
 * @param findings what will be refused; empty when nothing was found
 * @param unchecked what could not be looked at, a sentence each: nobody knows
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preflight(Instant at, List<Finding> findings, List<String> unchecked) {

  public Preflight {
    requireNonNull(at, "at");
    findings = findings == null ? List.of() : List.copyOf(findings);
    unchecked = unchecked == null ? List.of() : List.copyOf(unchecked);
  }
}
