package org.distributedmonitor.monitor.state;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.preflight.Preflight;

/** What will be refused at the end of the run, as it was last told, and when to ask again. */
@Carried
public final class PreflightChecks {

  /** By then the first look at the queue has told which dead-letter queue it has. */
  private static final Duration QUEUE_IS_READ = Duration.ofSeconds(20);

  private Preflight newest;
  private Instant next;

  PreflightChecks() {}

  PreflightChecks(Instant now) {
    next = now.plus(QUEUE_IS_READ);
  }

  /** Null until it was asked. */
  public Preflight newest() {
    return newest;
  }

  /** When to ask (again); null when nothing asks for it. */
  public Instant next() {
    return next;
  }

  /** Whether it is known that something will be refused. */
  public boolean warn() {
    return newest != null && !newest.findings().isEmpty();
  }

  /** Null for: not again. */
  public void askAt(Instant when) {
    next = when;
  }

  /** There is a new fleet: whether it may be lowered and cancelled has not been asked yet. */
  void askAgain(Instant now) {
    boolean stillToCome = newest == null && next != null;
    if (!stillToCome) {
      next = now;
    }
  }

  public void learn(Preflight told) {
    newest = told;
  }
}
