package org.distributedmonitor.worker.queue;

import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.service.NewerRun;

/** Deletes the queue that was frozen, and no other of its name. */
final class QueueDeletion {

  private final QueueReader reader;

  QueueDeletion(QueueReader reader) {
    this.reader = reader;
  }

  QueueRemoval delete(AwsClients aws, CleanupOrder order) {
    String name = order.run().queue();
    QueueFacts frozen = order.frozen().queue();
    if (frozen == null) {
      return ended(StepOutcome.nothingToDo("The run's queue " + name + " was never found."));
    }
    Optional<QueueReader.Look> look = reader.look(aws.sqs(), name, frozen);
    if (look.isEmpty()) {
      return ended(StepOutcome.alreadyGone("The queue " + name + " was already gone."));
    }
    if (!look.get().facts().createdAt().equals(frozen.createdAt())) {
      return ended(
          StepOutcome.left("The queue " + name + " was made anew: it belongs to a newer run."));
    }
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return ended(StepOutcome.left(newer.get()));
    }
    long jobs = look.get().reading().remaining();
    if (jobs > 0 && !order.frozen().jobsGivenUp()) {
      String arrived = jobs == 1 ? "1 job has arrived" : jobs + " jobs have arrived";
      return new QueueRemoval(
          StepOutcome.left(arrived + " in the queue " + name + "; it was kept."), jobs);
    }
    return ended(remove(aws, name, frozen.url(), jobs));
  }

  private static StepOutcome remove(AwsClients aws, String name, String url, long jobs) {
    boolean there =
        AwsFailures.unlessGone(
                "sqs:DeleteQueue", Gone.QUEUE, () -> aws.sqs().deleteQueue(b -> b.queueUrl(url)))
            .isPresent();
    if (!there) {
      return StepOutcome.alreadyGone("The queue " + name + " was already gone.");
    }
    String with = jobs == 0 ? "" : " with " + jobs + (jobs == 1 ? " job" : " jobs") + " in it";
    return StepOutcome.done("Deleted the queue " + name + with + ".");
  }

  private static QueueRemoval ended(StepOutcome outcome) {
    return new QueueRemoval(outcome, 0);
  }
}
