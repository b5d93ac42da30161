package org.distributedmonitor.worker.queue;

import java.util.Optional;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.Gone;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.decision.Decision;
import org.distributedmonitor.worker.service.NewerRun;

/** Deletes the queue that was frozen, and no other of its name. */
public final class QueueDeletion {

  private final QueueReader reader;

  QueueDeletion(QueueReader reader) {
    this.reader = reader;
  }

  /**
   * A queue to be deleted.
   *
   * @param jobs how many jobs are in it
   */
  public record Doomed(String name, String url, long jobs) {}

  /**
   * What is decided of the queue.
   *
   * @param jobsArrived how many jobs it is kept for, when it is
   */
  public record Verdict(Decision<Doomed> decision, long jobsArrived) {}

  QueueRemoval delete(AwsClients aws, CleanupOrder order) {
    Verdict verdict = decide(reader, aws, order);
    return new QueueRemoval(
        verdict.decision().carryOut(doomed -> remove(aws, doomed)), verdict.jobsArrived());
  }

  /** Decides by reading alone. */
  public static Verdict decide(QueueReader reader, AwsClients aws, CleanupOrder order) {
    String name = order.run().queue();
    QueueFacts frozen = Queues.of(aws.sqs(), order).orElse(null);
    if (frozen == null) {
      return settled(StepOutcome.nothingToDo("The run's queue " + name + " was never found."));
    }
    Optional<QueueReader.Look> look = reader.look(aws.sqs(), name, frozen);
    if (look.isEmpty()) {
      return settled(alreadyGone(name));
    }
    if (!look.get().facts().createdAt().equals(frozen.createdAt())) {
      return settled(
          StepOutcome.left("The queue " + name + " was made anew: it belongs to a newer run."));
    }
    Optional<String> newer = NewerRun.setUpSince(aws, order);
    if (newer.isPresent()) {
      return settled(StepOutcome.left(newer.get()));
    }
    long jobs = look.get().reading().remaining();
    if (jobs > 0 && !order.frozen().jobsGivenUp()) {
      String arrived = jobs == 1 ? "1 job has arrived" : jobs + " jobs have arrived";
      return new Verdict(
          Decision.settled(StepOutcome.left(arrived + " in the queue " + name + "; it was kept.")),
          jobs);
    }
    if (Protected.in(aws).queue(name)) {
      return settled(Protected.left("The queue " + name));
    }
    return new Verdict(Decision.act(new Doomed(name, frozen.url(), jobs)), 0);
  }

  private static StepOutcome remove(AwsClients aws, Doomed doomed) {
    boolean there =
        Gone.QUEUE.or(() -> aws.sqs().deleteQueue(b -> b.queueUrl(doomed.url()))).isPresent();
    if (!there) {
      return alreadyGone(doomed.name());
    }
    long jobs = doomed.jobs();
    String with = jobs == 0 ? "" : " with " + jobs + (jobs == 1 ? " job" : " jobs") + " in it";
    return StepOutcome.done("Deleted the queue " + doomed.name() + with + ".");
  }

  private static StepOutcome alreadyGone(String name) {
    return StepOutcome.alreadyGone("The queue " + name + " was already gone.");
  }

  private static Verdict settled(StepOutcome outcome) {
    return new Verdict(Decision.settled(outcome), 0);
  }
}
