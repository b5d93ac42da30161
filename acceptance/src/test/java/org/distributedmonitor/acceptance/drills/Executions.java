package org.distributedmonitor.acceptance.drills;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.acceptance.MonitorsInProcess;

/** The executions of one monitor that have carried on to a next one, as the server keeps them. */
final class Executions {

  private static final String ROUND = "TakeClosingLook";

  /**
   * One of them.
   *
   * @param carried what it was begun with, in bytes
   * @param before how many closing looks were taken before it
   * @param rounds how many were taken in it
   */
  record Part(int carried, int before, int rounds, int events) {}

  private final MonitorsInProcess monitors;
  private final String app;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Integer> largest = new TreeMap<>();
  private String unread;

  /** Those of this monitor, from the present one on. */
  Executions(MonitorsInProcess monitors, String app) {
    this.monitors = monitors;
    this.app = app;
    this.unread = monitors.execution(app);
  }

  /** Reads those that are over by now. */
  Executions read() {
    String next = unread;
    while (!next.isEmpty()) {
      unread = next;
      next = read(monitors.history(app, unread));
    }
    return this;
  }

  List<Part> parts() {
    return parts;
  }

  /** How many closing looks were taken in them. */
  int rounds() {
    return parts.stream().mapToInt(Part::rounds).sum();
  }

  /** Whether one of them was begun after so many rounds. */
  boolean anyAfter(int howMany) {
    return parts.stream().anyMatch(part -> part.before() >= howMany);
  }

  /** What the first one that was begun after so many rounds was begun with, in bytes. */
  int carriedAfter(int howMany) {
    return parts.stream()
        .filter(part -> part.before() >= howMany)
        .findFirst()
        .orElseThrow()
        .carried();
  }

  /** The largest event of each kind, in bytes: no payload in it is larger. */
  Map<String, Integer> largest() {
    return largest;
  }

  /** Which one it has carried on to; empty when it goes on. */
  private String read(List<HistoryEvent> events) {
    int carried = 0;
    int looks = 0;
    String next = "";
    Map<Long, String> activities = new HashMap<>();
    for (HistoryEvent event : events) {
      String kind = event.getEventType().name().replace("EVENT_TYPE_", "");
      if (event.hasWorkflowExecutionStartedEventAttributes()) {
        carried = event.getWorkflowExecutionStartedEventAttributes().getInput().getSerializedSize();
      } else if (event.hasActivityTaskScheduledEventAttributes()) {
        var order = event.getActivityTaskScheduledEventAttributes();
        activities.put(event.getEventId(), order.getActivityType().getName());
        kind += " " + order.getActivityType().getName();
      } else if (event.hasActivityTaskCompletedEventAttributes()) {
        var done = event.getActivityTaskCompletedEventAttributes();
        String name = activities.get(done.getScheduledEventId());
        looks += name.equals(ROUND) ? 1 : 0;
        kind += " " + name;
      } else if (event.hasWorkflowExecutionContinuedAsNewEventAttributes()) {
        next = event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
      }
      largest.merge(kind, event.getSerializedSize(), Math::max);
    }
    if (!next.isEmpty()) {
      parts.add(new Part(carried, rounds(), looks, events.size()));
    }
    return next;
  }
}
