package org.distributedmonitor.worker.logs;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.OneTry;
import org.distributedmonitor.worker.aws.SoftFailures;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateExportTaskResponse;

/** Starts export tasks. */
final class TaskCreation {

  static final String BUCKET_REMEDY =
      "See that the bucket's policy lets logs.<region>.amazonaws.com do s3:GetBucketAcl on it and"
          + " s3:PutObject on exportedlogs/*, and that the worker's role may do s3:PutObject there;"
          + " then retry.";

  private static final Set<String> TAKEN = Set.of("LimitExceeded", "OperationAborted");
  private static final Duration WHILE_TAKEN = Duration.ofSeconds(30);

  private TaskCreation() {}

  /** The id of the task that was started; empty when the log group is gone. */
  static Optional<String> start(
      CloudWatchLogsClient logs, ExportOrder order, ExportPart part, String name) {
    return Gone.LOG_GROUP
        .or(() -> create(logs, order, part, name))
        .map(CreateExportTaskResponse::taskId);
  }

  private static CreateExportTaskResponse create(
      CloudWatchLogsClient logs, ExportOrder order, ExportPart part, String name) {
    try {
      return logs.createExportTask(
          b ->
              b.taskName(name)
                  .logGroupName(order.group())
                  .from(part.from().toEpochMilli())
                  .to(part.until().toEpochMilli())
                  .destination(order.run().bucket())
                  .destinationPrefix(order.run().exportPrefix(order.group()))
                  .overrideConfiguration(c -> c.addPlugin(new OneTry())));
    } catch (ApplicationFailure failure) {
      if (TAKEN.contains(AwsFailures.code(failure))) {
        throw SoftFailures.waiting(
            "AWS exports one log group at a time; " + order.group() + " waits for its turn",
            WHILE_TAKEN);
      }
      // The same fault of the bucket comes as a refused parameter and as a refused permission.
      throw AwsFailures.says(failure, "given bucket")
          ? AwsFailures.refused(failure, BUCKET_REMEDY)
          : failure;
    }
  }
}
