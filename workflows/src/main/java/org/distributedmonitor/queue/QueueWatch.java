package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.run.Run;

/**
 * An order to watch the queue until there is something to decide.
 *
 * @param known what is known already; only a change of its situation or its trouble is news
 * @param reportAt the first look at or after this instant is reported whatever it says
 * @param interval between two looks
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueWatch(Run run, QueueSighting known, Instant reportAt, Duration interval) {

  /** Whether this sighting is worth waking the workflow for. */
  public boolean wants(QueueSighting sighting) {
    boolean looked = sighting.failures() == 0;
    return sighting.situation() != known.situation()
        || sighting.troubled() != known.troubled()
        || (looked && !sighting.at().isBefore(reportAt));
  }
}
