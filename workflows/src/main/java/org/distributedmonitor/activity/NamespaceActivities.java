package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;

/** What the monitor asks of its own Temporal server. */
@ActivityInterface
public interface NamespaceActivities {

  /**
   * How it stands with the attribute that shows the asking run's phase. A workflow never learns
   * that an attribute was removed, or made anew with another type, while its run is watched: it has
   * to ask in the very task in which it sets it.
   *
   * @param phase the name of the phase that is to be shown
   */
  PhaseDisplay phaseDisplay(String phase);
}
