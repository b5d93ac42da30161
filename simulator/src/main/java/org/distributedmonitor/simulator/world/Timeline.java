package org.distributedmonitor.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen, in order; playing it to an instant costs only what happens until then. */
public final class Timeline {
  private record Event(Instant at, long order, Runnable happens) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
  private Instant now;
  private long order;

  Timeline(Instant start) {
    now = start;
  }

  Instant now() {
    return now;
  }

  public void at(Instant when, Runnable happens) {
    events.add(new Event(when, order++, happens));
  }

  public void in(Duration delay, Runnable happens) {
    at(now.plus(delay), happens);
  }

  /** Never goes back: a clock set to the past leaves the world as it is. */
  void playTo(Instant until) {
    while (!events.isEmpty() && !events.peek().at().isAfter(until)) {
      Event next = events.poll();
      if (next.at().isAfter(now)) {
        now = next.at();
      }
      next.happens().run();
    }
    if (until.isAfter(now)) {
      now = until;
    }
  }
}
