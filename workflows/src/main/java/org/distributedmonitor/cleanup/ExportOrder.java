package org.distributedmonitor.cleanup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.run.Run;

/**
 * An order to export a log group to the run's bucket.
 *
 * @param from messages from this instant on; absent, from the run's start on
 * @param until the end of what is exported, fixed once, so that a second try exports the same
 * @param second whether this is the later export of messages that the first may have missed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportOrder(Run run, String group, Instant from, Instant until, boolean second) {

  /** AWS: so long it may take until a message that has arrived can be exported. */
  public static final Duration UNTIL_EXPORTABLE = Duration.ofHours(12);

  public ExportOrder {
    requireNonNull(run, "run");
    requireNonNull(group, "group");
    from = from == null ? run.startTime() : from;
  }

  /** The export of all that a run wrote. */
  public ExportOrder(Run run, String group, Instant until) {
    this(run, group, null, until, false);
  }

  /**
   * The later export. AWS chooses messages by when they were written, not by when they arrived, so
   * it repeats what had been written in the last 12 hours before the first export's end: of that,
   * AWS may have exported anything or nothing. What is older was exportable then.
   *
   * @param firstUntil the end of the first export
   */
  public static ExportOrder secondAfter(Run run, String group, Instant firstUntil, Instant until) {
    Instant doubtful = firstUntil.minus(UNTIL_EXPORTABLE);
    Instant from = doubtful.isAfter(run.startTime()) ? doubtful : run.startTime();
    return new ExportOrder(run, group, from, until, true);
  }

  /** What the names of the order's export tasks begin with; alike at every try. */
  public String taskName() {
    return run.exportTaskName(group) + (second ? " second" : "");
  }
}
