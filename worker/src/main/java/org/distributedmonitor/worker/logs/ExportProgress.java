package org.distributedmonitor.worker.logs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What one execution of the export has done so far; its heartbeat.
 *
 * @param part the part of the export that is worked on, by the name of its tasks
 * @param taskId the export task that is waited for
 * @param started how many tasks this execution has started for that part
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ExportProgress(String part, String taskId, int started) {

  ExportProgress {
    part = part == null ? "" : part;
    taskId = taskId == null ? "" : taskId;
  }

  static ExportProgress none() {
    return new ExportProgress("", "", 0);
  }

  /** A task of the part is there that was not started by this execution, or before. */
  ExportProgress awaiting(ExportPart of, String task) {
    return new ExportProgress(of.name(), task, startedFor(of));
  }

  ExportProgress started(ExportPart of, String task) {
    return new ExportProgress(of.name(), task, startedFor(of) + 1);
  }

  int startedFor(ExportPart of) {
    return part.equals(of.name()) ? started : 0;
  }
}
