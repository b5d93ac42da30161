package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * An order to look at an export task until it has ended.
 *
 * @param export what the task is for
 * @param reportAt the first look at or after this instant is reported though the task goes on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportLookOrder(ExportOrder export, String taskId, Instant reportAt) {

  public ExportLookOrder {
    taskId = taskId == null ? "" : taskId;
  }
}
