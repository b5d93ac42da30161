package org.distributedmonitor.monitor;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.Locale;
import java.util.Optional;

/** How Temporal says that a workflow stands, for people. */
public final class Endings {

  private static final String PREFIX = "WORKFLOW_EXECUTION_STATUS_";

  private Endings() {}

  /** A word or two, such as {@code timed out}; also of those that ended without a result. */
  public static String words(WorkflowExecutionStatus status) {
    return status.name().replace(PREFIX, "").replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  /**
   * What befell a workflow that did not come to its own end, such as {@code was terminated}.
   *
   * @param words how it ended, as above
   * @return empty when it ended of its own accord, and when its cancellation was asked for: then it
   *     could see to its end itself
   */
  public static Optional<String> cutOff(String words) {
    return switch (words) {
      case "terminated" -> Optional.of("was terminated");
      case "timed out" -> Optional.of("has timed out");
      case "failed" -> Optional.of("has failed");
      default -> Optional.empty();
    };
  }
}
