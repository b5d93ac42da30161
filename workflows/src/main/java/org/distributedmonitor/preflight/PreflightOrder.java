package org.distributedmonitor.preflight;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Run;

/**
 * An order to look ahead.
 *
 * @param fleetIds the fleets that the monitor may act on
 * @param deadLetterArn the queue's dead-letter queue; empty when it has none or is not known yet
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreflightOrder(Run run, List<String> fleetIds, String deadLetterArn) {

  public PreflightOrder {
    requireNonNull(run, "run");
    fleetIds = fleetIds == null ? List.of() : List.copyOf(fleetIds);
    deadLetterArn = deadLetterArn == null ? "" : deadLetterArn;
  }
}
