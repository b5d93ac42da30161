package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How an export task stands.
 *
 * @param ended whether it is over, however it went; the next start tells what follows from it
 * @param problem the blocked outcome of a task that goes on longer than AWS lets any, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportLook(boolean ended, StepOutcome problem) {

  public static ExportLook over() {
    return new ExportLook(true, null);
  }

  public static ExportLook goesOn() {
    return new ExportLook(false, null);
  }

  public static ExportLook stuck(StepOutcome problem) {
    return new ExportLook(false, problem);
  }
}
