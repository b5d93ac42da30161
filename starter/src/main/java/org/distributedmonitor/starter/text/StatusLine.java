package org.distributedmonitor.starter.text;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.queue.QueueSighting;

/** A run's status in one line, for logs and pipes. */
public final class StatusLine {

  private StatusLine() {}

  public static String render(MonitorStatus status, QueueSighting newest) {
    List<String> parts = new ArrayList<>();
    parts.add(status.phase().words());
    parts.add("jobs: " + Jobs.left(newest, status.mostJobsSeen()));
    if (status.machines() >= 0) {
      parts.add(Jobs.counted(status.machines(), "machine"));
    }
    if (!status.problems().isEmpty()) {
      parts.add(status.problems().get(0).what());
    }
    return String.join("; ", parts);
  }
}
