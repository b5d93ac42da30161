package org.distributedmonitor.worker.queue;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.util.function.Consumer;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Run;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One look at a run's queue and at how many messages wait in its dead-letter queue. */
public final class QueueGlance {

  private QueueGlance() {}

  /**
   * Takes the look; a queue that is missing or cannot be read is a result.
   *
   * @param unseen takes the failure when it cannot be read
   */
  public static QueueSighting take(
      SqsClient sqs, Run run, Clock clock, Consumer<ApplicationFailure> unseen) {
    QueueSighting none = QueueSighting.none();
    try {
      return new QueueReader(clock)
          .look(sqs, run.queue(), null)
          .map(look -> none.read(look.reading(), look.facts()))
          .map(seen -> seen.withDeadLetters(deadLetters(sqs, seen)))
          .orElseGet(() -> none.missing(clock.instant()));
    } catch (ApplicationFailure failure) {
      unseen.accept(failure);
      return none.failed(failure.getOriginalMessage(), failure.isNonRetryable(), clock.instant());
    }
  }

  private static long deadLetters(SqsClient sqs, QueueSighting seen) {
    return new DeadLetters().count(sqs, seen.facts().deadLetterArn());
  }
}
