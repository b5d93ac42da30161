package org.distributedmonitor.monitor.state;

import java.time.Duration;
import java.time.Instant;

/** Until when the logs are exported, at the end of the run and once more later. */
@Carried
public final class Exports {

  private Instant until;

  /** How long after the first export the logs are exported once more; null for not at all. */
  private Duration secondAfter;

  /** The end of the second export, fixed when it begins; null before. */
  private Instant secondUntil;

  Exports() {}

  Exports(Duration secondAfter) {
    this.secondAfter = secondAfter;
  }

  /** The end of the export at the end of the run, fixed when it begins; null before. */
  public Instant until() {
    return until;
  }

  public void begin(Instant now) {
    until = now;
  }

  /** How long after the first export the logs are exported once more; null for not at all. */
  public Duration secondAfter() {
    return secondAfter;
  }

  public void askForSecond(Duration after) {
    secondAfter = after;
  }

  /** The end of the second export, fixed when it begins; null before. */
  public Instant secondUntil() {
    return secondUntil;
  }

  public void beginSecond(Instant now) {
    secondUntil = now;
  }

  public boolean secondBegun() {
    return secondUntil != null;
  }

  /** When the logs are to be exported once more; null when they are not, or not any more. */
  public Instant secondAt() {
    boolean ahead = secondAfter != null && until != null && secondUntil == null;
    return ahead ? until.plus(secondAfter) : null;
  }
}
