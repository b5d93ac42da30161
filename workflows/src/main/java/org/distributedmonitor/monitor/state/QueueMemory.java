package org.distributedmonitor.monitor.state;

import java.time.Instant;
import java.util.List;
import org.distributedmonitor.policy.DeadLetterRule;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;

/** What the monitor remembers of its queue. */
@Carried
public final class QueueMemory {

  private QueueSighting newest = QueueSighting.none();

  /** The newest sighting for which the dead letters were counted, too. */
  private QueueSighting counted = QueueSighting.none();

  /** The facts of the queue when it was last found; null while it never was. */
  private QueueFacts facts;

  /** When the watch last told only that jobs wait again, or none any more; null if never. */
  private Instant flappedAt;

  /** When the queue was last read beside the watch; null if never. */
  private Instant glancedAt;

  private boolean jobSeen;
  private long mostJobs;

  /** When this run's dead letters were last seen to grow; null if never. */
  private Instant deadLettersGrewAt;

  /** How many jobs went to the dead letters while machines were still at work on them. */
  private long jobsTimedOut;

  /** Dead letters came sooner than timeouts can bring them there: the run's jobs fail. */
  private boolean jobsFail;

  /** How many reports in a row came without the dead letters, though the queue has some. */
  private int deadLettersUnread;

  /** When the first job can have been taken by a machine; null while none was seen in process. */
  private Instant inProcessSince;

  public QueueSighting newest() {
    return newest;
  }

  /** The facts of the queue when it was last found; null while it never was. */
  public QueueFacts facts() {
    return facts;
  }

  /** When the watch last told only that jobs wait again, or none any more; null if never. */
  public Instant flappedAt() {
    return flappedAt;
  }

  /** When the queue was last read beside the watch; null if never. */
  public Instant glancedAt() {
    return glancedAt;
  }

  /** Whether a job was ever seen in it. */
  public boolean jobSeen() {
    return jobSeen;
  }

  public long mostJobs() {
    return mostJobs;
  }

  /** When this run's dead letters were last seen to grow; null if never. */
  public Instant deadLettersGrewAt() {
    return deadLettersGrewAt;
  }

  /** How many jobs went to the dead letters while machines were still at work on them. */
  public long jobsTimedOut() {
    return jobsTimedOut;
  }

  /** How many reports in a row came without the dead letters, though the queue has some. */
  public int deadLettersUnread() {
    return deadLettersUnread;
  }

  /** A look beside the watch has ended, with or without a reading. */
  public void glanceEnded(Instant now) {
    glancedAt = now;
  }

  /** A report of the watch, or a look that took its place. */
  public void sighted(QueueSighting sighting) {
    seeWhetherInProcess(sighting);
    countDeadLetters(sighting);
    remember(sighting);
    counted = newest;
  }

  /** A report for which nobody counted dead letters, as it is for a mere flap. */
  public void flapped(QueueSighting sighting) {
    flappedAt = sighting.at();
    seeWhetherInProcess(sighting);
    remember(sighting);
  }

  /** A look beside the watch goes on top of what the watch has told until now. */
  public void glanced(QueueSighting glance) {
    if (newest.at() != null && glance.at().isBefore(newest.at())) {
      return;
    }
    QueueSighting sighting =
        glance.situation() == QueueSituation.MISSING
            ? newest.missing(glance.at())
            : newest.read(glance.newest(), glance.facts());
    seeWhetherInProcess(sighting);
    remember(sighting);
  }

  private void seeWhetherInProcess(QueueSighting sighting) {
    if (inProcessSince == null) {
      inProcessSince = firstInProcess(newest.newest(), sighting.readings());
    }
  }

  private void remember(QueueSighting sighting) {
    newest = sighting.deadLetters() < 0 ? sighting.withDeadLetters(newest.deadLetters()) : sighting;
    if (sighting.facts() != null) {
      facts = sighting.facts();
    }
    for (QueueReading reading : sighting.readings()) {
      jobSeen = jobSeen || reading.remaining() > 0;
      mostJobs = Math.max(mostJobs, reading.remaining());
    }
  }

  private void countDeadLetters(QueueSighting sighting) {
    boolean wanted = sighting.facts() != null && !sighting.facts().deadLetterArn().isEmpty();
    if (wanted && sighting.failures() == 0) {
      deadLettersUnread = sighting.deadLetters() < 0 ? deadLettersUnread + 1 : 0;
    }
    long grown = DeadLetterRule.grown(counted, sighting);
    if (grown == 0) {
      return;
    }
    deadLettersGrewAt = sighting.at();
    jobsFail = jobsFail || DeadLetterRule.tooSoonForTimeouts(sighting, inProcessSince);
    if (!jobsFail && DeadLetterRule.leftWhileInProcess(counted, sighting)) {
      jobsTimedOut += grown;
    }
  }

  /** A monitor that finds jobs in process at its first look cannot tell since when. */
  private static Instant firstInProcess(QueueReading known, List<QueueReading> readings) {
    Instant before = known == null ? Instant.EPOCH : known.at();
    for (QueueReading reading : readings) {
      if (reading.inFlight() > 0) {
        return before;
      }
      before = reading.at();
    }
    return null;
  }

  /** Whether this monitor has ever found the queue. */
  public boolean everFound() {
    return facts != null;
  }

  /** Forgets the newest sighting, so that the next look is news; the facts stay known. */
  void lookAfresh() {
    newest =
        new QueueSighting(
            null, null, 0, null, newest.readings(), facts, newest.deadLetters(), 0, "", false);
  }
}
