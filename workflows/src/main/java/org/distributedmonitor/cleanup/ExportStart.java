package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The next export task of an order, or that there is none.
 *
 * @param taskId the task that runs; empty when there is none, or an outcome
 * @param part the part of the order that it exports, by the name of that part's tasks
 * @param begun whether it was started anew; one that ran already was adopted
 * @param outcome what became of the whole order; null while a task of it runs, or waits to be begun
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportStart(String taskId, String part, boolean begun, StepOutcome outcome) {

  public ExportStart {
    taskId = taskId == null ? "" : taskId;
    part = part == null ? "" : part;
  }

  public static ExportStart begun(String taskId, String part) {
    return new ExportStart(taskId, part, true, null);
  }

  public static ExportStart adopted(String taskId, String part) {
    return new ExportStart(taskId, part, false, null);
  }

  /** It waits for AWS's one place still. */
  public static ExportStart waiting() {
    return new ExportStart("", "", false, null);
  }

  /** No task is to run any more. */
  public static ExportStart none(StepOutcome outcome) {
    return new ExportStart("", "", false, outcome);
  }
}
