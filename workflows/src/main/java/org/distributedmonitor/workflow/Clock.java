package org.distributedmonitor.workflow;

import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The workflow's own time, which is the same when it is replayed. */
public final class Clock {

  private Clock() {}

  /**
   * Lets time pass on a timer of the server's.
   *
   * @param why what the Web UI's timeline calls it
   */
  public static void pause(Duration length, String why) {
    Workflow.newTimer(length, TimerOptions.newBuilder().setSummary(why).build()).get();
  }

  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
