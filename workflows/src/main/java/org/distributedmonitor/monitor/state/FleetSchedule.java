package org.distributedmonitor.monitor.state;

import java.time.Instant;
import org.distributedmonitor.run.Timing;

/** When the fleets are to be looked at, lowered and swept next. */
@Carried
public final class FleetSchedule {

  private boolean cheapest;

  /** Cheapest mode is not tried again before this; null when it has not failed. */
  private Instant cheapestNotBefore;

  private Instant nextScaleDown;
  private Instant nextSweep;

  /** No job waits any more, and the fleets have not been looked at for that yet. */
  private boolean nothingWaits;

  /** When the fleets were last looked at; null before the first look. */
  private Instant lookedAt;

  /** When alarms were last swept; null before the first sweep. */
  private Instant sweptAt;

  /** The newest look at the fleets had too few readings of the queue to lower by. */
  private boolean lookedUnread;

  FleetSchedule() {}

  FleetSchedule(boolean cheapest, Timing timing, Instant now) {
    this.cheapest = cheapest;
    nextScaleDown = now.plus(timing.scaleDownInterval());
    nextSweep = now.plus(timing.alarmSweepInterval());
  }

  /** Whether the fleets are to be lowered to one machine. */
  public boolean cheapest() {
    return cheapest;
  }

  /** Whether it was not asked for before. */
  public boolean makeCheapest() {
    boolean news = !cheapest;
    cheapest = true;
    return news;
  }

  /** Cheapest mode is not tried again before this; null when it has not been tried. */
  public Instant cheapestNotBefore() {
    return cheapestNotBefore;
  }

  public void cheapestTried(Instant notAgainBefore) {
    cheapestNotBefore = notAgainBefore;
  }

  public Instant nextScaleDown() {
    return nextScaleDown;
  }

  public void lookAt(Instant when) {
    nextScaleDown = when;
  }

  public Instant nextSweep() {
    return nextSweep;
  }

  public void sweepAt(Instant when) {
    nextSweep = when;
  }

  /** When the fleets were last looked at; null before the first look. */
  public Instant lookedAt() {
    return lookedAt;
  }

  public void looked(Instant now) {
    lookedAt = now;
  }

  /** When alarms were last swept; null before the first sweep. */
  public Instant sweptAt() {
    return sweptAt;
  }

  public void swept(Instant now) {
    sweptAt = now;
  }

  /** No job waits any more, and the fleets have not been looked at for that yet. */
  public boolean nothingWaits() {
    return nothingWaits;
  }

  public void setNothingWaits(boolean nothing) {
    nothingWaits = nothing;
  }

  /** Whether the newest look at the fleets had too few readings of the queue to lower by. */
  public boolean lookedUnread() {
    return lookedUnread;
  }

  public void setLookedUnread(boolean unread) {
    lookedUnread = unread;
  }
}
