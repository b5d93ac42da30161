package org.distributedmonitor.workflow;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.distributedmonitor.queue.QueueFacts;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;

/** What the monitor remembers of its queue. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class QueueMemory {

  QueueSighting newest = QueueSighting.none();

  /** The facts of the queue when it was last found; null while it never was. */
  QueueFacts facts;

  boolean jobSeen;
  long mostJobs;
  Instant deadLettersGrewAt;

  void sighted(QueueSighting sighting) {
    if (newest.deadLetters() >= 0 && sighting.deadLetters() > newest.deadLetters()) {
      deadLettersGrewAt = sighting.at();
    }
    newest = sighting.deadLetters() < 0 ? sighting.withDeadLetters(newest.deadLetters()) : sighting;
    if (sighting.facts() != null) {
      facts = sighting.facts();
    }
    for (QueueReading reading : sighting.readings()) {
      jobSeen = jobSeen || reading.remaining() > 0;
      mostJobs = Math.max(mostJobs, reading.remaining());
    }
  }

  /** Whether this monitor has ever found the queue. */
  boolean everFound() {
    return facts != null;
  }

  /** Forgets the newest sighting, so that the next look is news; the facts stay known. */
  void lookAfresh() {
    newest =
        new QueueSighting(
            null, null, 0, null, newest.readings(), facts, newest.deadLetters(), 0, "", false);
  }
}
