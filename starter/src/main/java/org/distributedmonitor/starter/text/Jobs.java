package org.distributedmonitor.starter.text;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;
import org.distributedmonitor.run.Counts;

/** Numbers of jobs and deeds, in words. */
final class Jobs {

  private Jobs() {}

  static String left(QueueSighting sighting, long mostSeen) {
    if (sighting == null || sighting.situation() == null || sighting.at() == null) {
      return "not read yet";
    }
    if (sighting.situation() == QueueSituation.MISSING) {
      return "the queue does not exist";
    }
    QueueReading reading = sighting.newest();
    if (reading == null) {
      return "not known";
    }
    long most = Math.max(mostSeen, reading.remaining());
    if (most == 0) {
      return "none, and none seen yet";
    }
    if (reading.remaining() == 0) {
      return "none left of " + most + " seen";
    }
    return reading.remaining() + " left of " + most + " seen (" + parts(reading) + ")";
  }

  static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** What the monitor did over the whole run; only what it did at all. */
  static List<String> done(Counts counts) {
    List<String> done = new ArrayList<>();
    add(done, counts.scaleDowns(), counted(counts.scaleDowns(), "time") + " scaled down");
    add(done, counts.alarmsDeleted(), counted(counts.alarmsDeleted(), "alarm") + " swept");
    add(done, counts.machinesGuarded(), counted(counts.machinesGuarded(), "machine") + " guarded");
    add(done, counts.failedJobs(), counted(counts.failedJobs(), "failed job"));
    return done;
  }

  private static String parts(QueueReading reading) {
    List<String> parts = new ArrayList<>();
    add(parts, reading.visible(), reading.visible() + " waiting");
    add(parts, reading.inFlight(), reading.inFlight() + " in process");
    add(parts, reading.delayed(), reading.delayed() + " delayed");
    return String.join(", ", parts);
  }

  private static void add(List<String> words, long count, String word) {
    if (count > 0) {
      words.add(word);
    }
  }
}
