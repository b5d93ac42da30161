package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueWatch;

/** What the monitor asks of SQS. */
@ActivityInterface
public interface QueueActivities {

  /**
   * Looks at the queue, and fails softly with {@link FailureType#STILL_WATCHING} until the look is
   * one that the order {@linkplain QueueWatch#wants wants}; the server does the waiting. Each look
   * is heartbeated before it fails. The failure's message is a sentence for people. Dead letters
   * are counted for a report, unless it is a {@linkplain QueueWatch#isMereFlap mere flap}.
   */
  QueueSighting watchQueue(QueueWatch order);

  /** One look, right now, on top of what is known; a queue that is missing is a result. */
  QueueSighting lookAtQueue(QueueWatch order);

  /** Writes the run's failed jobs to the bucket, and leaves them in the dead-letter queue. */
  FailedJobs saveFailedJobs(CleanupOrder order);

  /** Looks again, and deletes the queue unless jobs have arrived or it is a newer run's. */
  QueueRemoval deleteQueue(CleanupOrder order);
}
