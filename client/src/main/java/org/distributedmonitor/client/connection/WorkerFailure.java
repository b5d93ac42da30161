package org.distributedmonitor.client.connection;

import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a worker that is there stumbles over when it is to go on with a run: the server has it try
 * again and again, and no question to the run is answered meanwhile.
 *
 * @param cause a line of the newest failure's own words
 */
public record WorkerFailure(String cause) {

  /** What to do about it; the server keeps everything until a worker gets over it. */
  public static final String REMEDY =
      "see the worker's log, and start the version from before or a mended one; within minutes the"
          + " run goes on from where it is, nothing is lost";

  /** Stands before each part of what the SDK says of such a failure, the last the closest one. */
  private static final String NON_DETERMINISM = "[TMPRL1100]";

  private static final int LONGEST = 240;

  /**
   * Of a run whose newest workflow task has failed; empty when it was done, or not taken up in
   * time, which is how a worker is seen that was killed.
   *
   * @param backwards the run's newest events, the newest first
   */
  public static Optional<WorkerFailure> in(List<HistoryEvent> backwards) {
    for (HistoryEvent event : backwards) {
      switch (event.getEventType()) {
        case EVENT_TYPE_WORKFLOW_TASK_FAILED -> {
          return of(event.getWorkflowTaskFailedEventAttributes());
        }
        case EVENT_TYPE_WORKFLOW_TASK_COMPLETED, EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<WorkerFailure> of(WorkflowTaskFailedEventAttributes failed) {
    return switch (failed.getCause()) {
      // Something came in while it was done, or a person set the run back: it is done anew at once.
      case WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND,
          WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW ->
          Optional.empty();
      case WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR -> {
        String words = words(failed);
        // What follows in braces are numbers that differ from run to run.
        String where =
            words
                .substring(Math.max(0, words.lastIndexOf(NON_DETERMINISM)))
                .replaceAll("\\s*\\{.*", "");
        yield Optional.of(
            new WorkerFailure(line("its code does not fit what the run has done: " + where)));
      }
      default -> Optional.of(new WorkerFailure(line(words(failed))));
    };
  }

  /** The innermost failure's words: those around it tell where the SDK was. */
  private static String words(WorkflowTaskFailedEventAttributes failed) {
    String words = "";
    for (Failure at = failed.getFailure(); ; at = at.getCause()) {
      String type = at.getApplicationFailureInfo().getType();
      String kind = type.substring(type.lastIndexOf('.') + 1);
      String said = at.getMessage();
      String all = kind.isEmpty() || said.isEmpty() ? kind + said : kind + ": " + said;
      words = all.isEmpty() ? words : all;
      if (!at.hasCause()) {
        return words.isEmpty() ? named(failed.getCause()) : words;
      }
    }
  }

  private static String named(WorkflowTaskFailedCause cause) {
    return cause
        .name()
        .replace("WORKFLOW_TASK_FAILED_CAUSE_", "")
        .replace('_', ' ')
        .toLowerCase(Locale.ROOT);
  }

  /** It may hold anything, also what a terminal obeys. */
  private static String line(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
