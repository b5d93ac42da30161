package org.distributedmonitor.monitor.state;

import java.time.Instant;

/** What people have ordered and the main loop has not carried out yet. */
@Carried
public final class Orders {

  /** Until when scale-down, cheapest mode and clean-up are suspended; null when they are not. */
  private Instant heldUntil;

  private boolean finish;
  private boolean stop;
  private boolean retry;

  /** Somebody wants to know at once whether anything is left. */
  private boolean look;

  /** The queue is to be read beside the watch; until it has been, further orders are this one. */
  private boolean readQueue;

  /** Something was changed that the main loop has to take into account. */
  private boolean changed;

  /** In this execution the Web UI's cancellation was asked for. */
  private transient boolean cancel;

  /** Whether something was ordered that speaks against cleaning up by itself now. */
  public boolean speakAgainstCleanup(Instant now) {
    return stop || changed || held(now);
  }

  public boolean held(Instant now) {
    return heldUntil != null && now.isBefore(heldUntil);
  }

  /** Null when nothing is suspended. */
  public Instant heldUntil() {
    return heldUntil;
  }

  public void hold(Instant until) {
    heldUntil = until;
    changed = true;
  }

  /** A person ends the hold. */
  public void resume() {
    heldUntil = null;
    changed = true;
  }

  /** The hold is over by itself. */
  public void endHold() {
    heldUntil = null;
  }

  public boolean finish() {
    return finish;
  }

  public void orderFinish() {
    finish = true;
  }

  public boolean stop() {
    return stop;
  }

  public void orderStop(boolean ordered) {
    stop |= ordered;
  }

  /**
   * Whether the Web UI's cancellation was asked for in this execution. The SDK would close it as
   * cancelled instead of continuing as new, and nobody would go on; so it does not continue, but
   * ends as soon as it may. Not carried.
   */
  public boolean cancel() {
    return cancel;
  }

  public void orderCancel() {
    cancel = true;
  }

  public boolean retry() {
    return retry;
  }

  public void orderRetry() {
    retry = true;
    changed = true;
  }

  /** Whether one was ordered; it is taken. */
  public boolean takeRetry() {
    boolean ordered = retry;
    retry = false;
    return ordered;
  }

  public boolean look() {
    return look;
  }

  public void orderLook(boolean ordered) {
    look |= ordered;
  }

  public void looked() {
    look = false;
  }

  public boolean readQueue() {
    return readQueue;
  }

  public void orderReadQueue() {
    readQueue = true;
  }

  public void queueRead() {
    readQueue = false;
  }

  public boolean changed() {
    return changed;
  }

  public void change() {
    changed = true;
  }

  public void changesTaken() {
    changed = false;
  }
}
