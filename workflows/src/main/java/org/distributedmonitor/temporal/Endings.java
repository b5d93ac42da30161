package org.distributedmonitor.temporal;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.Locale;

/** How Temporal says that a workflow stands, for people. */
public final class Endings {

  private static final String PREFIX = "WORKFLOW_EXECUTION_STATUS_";

  private Endings() {}

  /** A word or two, such as {@code timed out}; also of those that ended without a result. */
  public static String words(WorkflowExecutionStatus status) {
    return status.name().replace(PREFIX, "").replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
