package org.distributedmonitor.worker.queue;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueNames;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.JsonFile;
import org.distributedmonitor.worker.aws.SoftFailures;
import org.distributedmonitor.worker.decision.Decision;

/**
 * Copies the run's failed jobs from the dead-letter queue, which other runs may share, to files in
 * the bucket.
 */
public final class FailedJobsRescue {

  /** Heartbeated once no message is taken any more. */
  private static final long GIVEN_BACK = 0;

  private FailedJobsRescue() {}

  /**
   * A dead-letter queue to look for the run's failed jobs in.
   *
   * @param source the run's queue, by which its jobs are told from those of other runs
   */
  public record ToSearch(String url, QueueFacts source) {

    /** Its name. */
    public String name() {
      return QueueNames.inUrl(url);
    }
  }

  static FailedJobs save(AwsClients aws, CleanupOrder order, ActivityExecutionContext context) {
    return decide(aws, order)
        .carryOut(
            toSearch -> save(aws, order.run(), toSearch, context),
            outcome -> new FailedJobs(outcome, 0, ""));
  }

  /**
   * Decides by reading alone. Whether the run has jobs there only their messages tell, and taking
   * messages is no mere reading.
   */
  public static Decision<ToSearch> decide(AwsClients aws, CleanupOrder order) {
    QueueFacts queue = Queues.of(aws.sqs(), order).orElse(null);
    if (queue == null || queue.deadLetterArn().isEmpty()) {
      return Decision.settled(StepOutcome.nothingToDo("The run's queue has no dead-letter queue."));
    }
    Optional<String> url = DeadLetters.url(aws.sqs(), queue.deadLetterArn());
    return url.isEmpty()
        ? Decision.settled(StepOutcome.nothingToDo("The dead-letter queue does not exist."))
        : Decision.act(new ToSearch(url.get(), queue));
  }

  private static FailedJobs save(
      AwsClients aws, Run run, ToSearch toSearch, ActivityExecutionContext context) {
    waitForMessagesTakenBefore(context);
    List<FailedJob> ours = read(aws, toSearch, context);
    return ours.isEmpty()
        ? new FailedJobs(
            StepOutcome.nothingToDo("No job of this run is in the dead-letter queue."), 0, "")
        : write(aws, run, ours);
  }

  /** Messages that a dead worker had taken would be missed: they come back after a while. */
  private static void waitForMessagesTakenBefore(ActivityExecutionContext context) {
    long seconds = context.getHeartbeatDetails(Long.class).orElse(GIVEN_BACK);
    if (seconds > 0) {
      context.heartbeat(GIVEN_BACK);
      throw SoftFailures.waiting(
          "The messages of the dead-letter queue are still taken by an attempt that died",
          Duration.ofSeconds(seconds));
    }
  }

  private static List<FailedJob> read(
      AwsClients aws, ToSearch toSearch, ActivityExecutionContext context) {
    String url = toSearch.url();
    DeadLetterPass pass = new DeadLetterPass(aws.sqs(), url, DeadLetters.waiting(aws.sqs(), url));
    try {
      // A worker that dies from here on leaves them taken for so long.
      pass.takeAll(count -> context.heartbeat(pass.taken().toSeconds()));
    } catch (ApplicationFailure failure) {
      giveBackIfPossible(pass, context);
      throw failure;
    }
    giveBackIfPossible(pass, context);
    return pass.failedIn(toSearch.source());
  }

  /** What was read is read: messages that cannot be given back return by themselves. */
  private static void giveBackIfPossible(DeadLetterPass pass, ActivityExecutionContext context) {
    try {
      pass.giveBack();
      context.heartbeat(GIVEN_BACK);
    } catch (ApplicationFailure refused) {
      // Their time as taken messages runs out by itself.
      return;
    }
  }

  private static FailedJobs write(AwsClients aws, Run run, List<FailedJob> jobs) {
    JobFiles files = JobFiles.of(jobs);
    String first = null;
    for (int i = 0; i < files.files().size(); i++) {
      String key = numbered(run.failedJobsKey(), i == 0 ? "" : "-" + (i + 1));
      JsonFile.put(aws.s3(), run.bucket(), key, files.files().get(i));
      first = first == null ? key : first;
    }
    if (files.unreadable() != null) {
      String key = numbered(run.failedJobsKey(), "-unreadable");
      JsonFile.put(aws.s3(), run.bucket(), key, files.unreadable());
      first = first == null ? key : first;
    }
    String location = "s3://" + run.bucket() + "/" + first;
    return new FailedJobs(
        StepOutcome.done(sentence(jobs.size(), files, location)), jobs.size(), location);
  }

  private static String sentence(int jobs, JobFiles files, String location) {
    String saved =
        "Saved " + jobs + (jobs == 1 ? " failed job to " : " failed jobs to ") + location;
    int more = files.files().size() - 1;
    String others =
        more < 1
            ? ""
            : " and, since they do not share all settings, " + more + " more of its kind beside it";
    return saved + others + (files.unreadable() == null ? "." : "; some are not DCP jobs.");
  }

  private static String numbered(String key, String suffix) {
    return key.substring(0, key.length() - ".json".length()) + suffix + ".json";
  }
}
