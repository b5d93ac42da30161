package org.distributedmonitor.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepOutcome;
import org.distributedmonitor.queue.QueueReading;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Run;

/** How the monitor says things to people. */
public final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** One job, two jobs. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** An instant to the minute, in UTC. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A duration as people say it, such as {@code 1 h 30 min}. */
  public static String duration(Duration duration) {
    long seconds = duration.getSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds % 60 == 0
          ? seconds / 60 + " min"
          : seconds / 60 + " min " + seconds % 60 + " s";
    }
    long minutes = seconds / 60 % 60;
    return minutes == 0 ? seconds / 3600 + " h" : seconds / 3600 + " h " + minutes + " min";
  }

  /** The jobs of a reading, such as {@code 62 jobs waiting, 64 in process}. */
  public static String jobs(QueueReading reading) {
    return count(reading.visible(), "job")
        + " waiting, "
        + reading.inFlight()
        + " in process"
        + (reading.delayed() > 0 ? ", " + reading.delayed() + " delayed" : "");
  }

  /** A step and what became of it, as a sentence. */
  public static String step(Step step, StepOutcome outcome) {
    String end = outcome.detail().isEmpty() ? "." : ". " + outcome.detail();
    return step.words() + ": " + outcome.kind().words() + end;
  }

  /** What a sighting says, as a sentence. */
  public static String situation(QueueSighting sighting, Run run) {
    switch (sighting.situation()) {
      case JOBS_WAITING:
      case JOBS_IN_PROCESS:
        return jobs(sighting.newest()) + ".";
      case EMPTY:
        return "The queue reads empty.";
      case MISSING:
        return "There is no queue " + run.queue() + ".";
      case UNREADABLE:
      default:
        return "The queue could not be read.";
    }
  }
}
