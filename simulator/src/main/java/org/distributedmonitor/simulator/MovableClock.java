package org.distributedmonitor.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved, so that a test can live through a week in a second.
 */
public final class MovableClock extends Clock {
  private final ZoneId zone;
  private volatile Instant now;

  public MovableClock(Instant start) {
    this(start, ZoneOffset.UTC);
  }

  private MovableClock(Instant start, ZoneId zone) {
    this.now = start;
    this.zone = zone;
  }

  public void set(Instant instant) {
    now = instant;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** A clock of another zone that starts here and is moved on its own. */
  @Override
  public Clock withZone(ZoneId other) {
    return new MovableClock(now, other);
  }
}
