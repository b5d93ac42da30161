package org.distributedmonitor.monitor.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** What people have ordered and the main loop has not carried out yet. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Orders {

  /** Until when scale-down, cheapest mode and clean-up are suspended; null when they are not. */
  public Instant heldUntil;

  public boolean finish;
  public boolean stop;
  public boolean retry;

  /** Somebody wants to know at once whether anything is left. */
  public boolean look;

  /** The queue is to be read beside the watch; until it has been, further orders are this one. */
  public boolean readQueue;

  /** Something was changed that the main loop has to take into account. */
  public boolean changed;

  /** Whether something was ordered that speaks against cleaning up by itself now. */
  public boolean speakAgainstCleanup(Instant now) {
    return stop || changed || held(now);
  }

  public boolean held(Instant now) {
    return heldUntil != null && now.isBefore(heldUntil);
  }
}
