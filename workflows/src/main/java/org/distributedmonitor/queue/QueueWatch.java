package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.run.Run;

/**
 * An order to watch the queue until there is something to decide.
 *
 * @param known what is known already; only a change of its situation or its trouble is news
 * @param reportAt the first look at or after this instant is reported whatever it says, also that
 *     it has failed: who gave the order would not hear of it otherwise
 * @param interval between two looks
 * @param quietUntil until then it is no news whether one of the remaining jobs waits or none does;
 *     null for always news
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueWatch(
    Run run, QueueSighting known, Instant reportAt, Duration interval, Instant quietUntil) {

  /** Every change is news. */
  public QueueWatch(Run run, QueueSighting known, Instant reportAt, Duration interval) {
    this(run, known, reportAt, interval, null);
  }

  /** Whether this sighting is worth waking the workflow for. */
  public boolean wants(QueueSighting sighting) {
    boolean quiet = flaps(sighting) && quietUntil != null && sighting.at().isBefore(quietUntil);
    return (sighting.situation() != known.situation() && !quiet)
        || sighting.troubled() != known.troubled()
        || isDue(sighting);
  }

  /** Whether it is reported for nothing but that jobs wait again, or none does any more. */
  public boolean isMereFlap(QueueSighting sighting) {
    return flaps(sighting) && sighting.troubled() == known.troubled() && !isDue(sighting);
  }

  private boolean isDue(QueueSighting sighting) {
    return sighting.triedAt() != null && !sighting.triedAt().isBefore(reportAt);
  }

  private boolean flaps(QueueSighting sighting) {
    return sighting.situation() != known.situation()
        && QueueSituation.jobsRemain(sighting.situation())
        && QueueSituation.jobsRemain(known.situation());
  }
}
