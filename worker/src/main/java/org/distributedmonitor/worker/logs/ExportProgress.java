package org.distributedmonitor.worker.logs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What one execution of the export has done so far; its heartbeat.
 *
 * @param taskId the export task that is waited for
 * @param started how many tasks this execution has started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ExportProgress(String taskId, int started) {

  static ExportProgress none() {
    return new ExportProgress("", 0);
  }

  ExportProgress with(String task, boolean fresh) {
    return new ExportProgress(task, started + (fresh ? 1 : 0));
  }
}
