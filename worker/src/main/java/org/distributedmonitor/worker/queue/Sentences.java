package org.distributedmonitor.worker.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;

/** A sighting of the queue as people read it in the Web UI. */
final class Sentences {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Sentences() {}

  static String of(String queue, QueueSighting sighting) {
    if (sighting.failures() == 0) {
      return seen(queue, sighting);
    }
    String last =
        sighting.at() == null
            ? "it was never read yet"
            : "the last reading was at " + time(sighting.at()) + ": " + seen(queue, sighting);
    return "SQS could not be read: " + withoutStop(sighting.trouble()) + "; " + last;
  }

  private static String seen(String queue, QueueSighting sighting) {
    if (sighting.situation() == QueueSituation.MISSING) {
      return "There is no queue called " + queue + since(sighting);
    }
    if (sighting.situation() == QueueSituation.EMPTY) {
      return "The queue is empty" + since(sighting);
    }
    QueueReading newest = sighting.newest();
    return newest == null ? "The queue was not read yet" : counted(newest);
  }

  private static String counted(QueueReading reading) {
    String delayed = reading.delayed() == 0 ? "" : reading.delayed() + " delayed, ";
    return reading.visible()
        + (reading.visible() == 1 ? " job waiting, " : " jobs waiting, ")
        + delayed
        + reading.inFlight()
        + " in process";
  }

  private static String since(QueueSighting sighting) {
    return sighting.since() == null ? "" : " since " + time(sighting.since());
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
