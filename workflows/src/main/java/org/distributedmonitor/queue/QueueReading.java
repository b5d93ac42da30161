package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.distributedmonitor.run.Words;

/**
 * The queue's counts at one moment. AWS says they may lag by a minute and more.
 *
 * @param visible jobs waiting
 * @param inFlight jobs that machines have taken
 * @param delayed jobs that will be waiting later
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueReading(Instant at, long visible, long inFlight, long delayed) {

  /** All jobs that are not done. */
  public long remaining() {
    return visible + inFlight + delayed;
  }

  /** For people, such as {@code 62 jobs waiting, 64 in process}. */
  public String words() {
    return Words.count(visible, "job")
        + " waiting, "
        + inFlight
        + " in process"
        + (delayed > 0 ? ", " + delayed + " delayed" : "");
  }
}
