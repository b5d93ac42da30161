package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.distributedmonitor.run.Run;

/**
 * An order to export a log group to the run's bucket.
 *
 * @param until the end of what is exported, fixed once, so that a second try exports the same
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportOrder(Run run, String group, Instant until) {}
