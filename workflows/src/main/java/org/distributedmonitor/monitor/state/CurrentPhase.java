package org.distributedmonitor.monitor.state;

import java.time.Instant;
import org.distributedmonitor.run.Phase;

/** The phase that people see, and since when. */
@Carried
public final class CurrentPhase {

  private Phase phase = Phase.WATCHING;
  private Instant since;

  CurrentPhase() {}

  CurrentPhase(Instant since) {
    this.since = since;
  }

  public Phase phase() {
    return phase;
  }

  public Instant since() {
    return since;
  }

  /** Enters a phase, unless it is the present one. */
  public void enter(Phase entered, Instant now) {
    if (entered != phase) {
      phase = entered;
      since = now;
    }
  }
}
