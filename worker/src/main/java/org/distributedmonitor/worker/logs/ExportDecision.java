package org.distributedmonitor.worker.logs;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.worker.decision.Decision;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

/** What the export of a log group would come to, found out by reading alone. */
public final class ExportDecision {

  private ExportDecision() {}

  /**
   * An export that is to be made, or one of ours that goes on.
   *
   * @param from the instant at which what is exported begins
   * @param to where it goes, {@code s3://…}
   */
  public record Export(String group, Instant from, String to) {}

  public static Decision<Export> decide(CloudWatchLogsClient logs, ExportOrder order) {
    String to = "s3://" + order.run().bucket() + "/" + order.run().exportPrefix(order.group());
    Optional<ExportTask> ours = ExportTasks.list(logs, order).ours();
    if (ours.isPresent() && ExportTasks.COMPLETED.equals(ExportTasks.status(ours.get()))) {
      return Decision.settled(
          StepOutcome.done(order.group() + " has been exported to " + to + "."));
    }
    return mayBeThere(logs, order.group())
        ? Decision.act(new Export(order.group(), order.run().startTime(), to))
        : Decision.settled(StepOutcome.nothingToDo("There is no log group " + order.group() + "."));
  }

  /** The export itself does not look for the group first, so a refusal to look is no obstacle. */
  private static boolean mayBeThere(CloudWatchLogsClient logs, String group) {
    try {
      return LogGroups.exists(logs, group);
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      return true;
    }
  }
}
