package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whose fleet it is, by what its launch user data names. */
public enum Ownership {
  /** The user data names this run. */
  OURS(2),
  /** The user data says nothing, or could not be read: the monitor file's word is all there is. */
  UNPROVEN(1),
  /**
   * Not learnt yet: the fleet's description does not show its user data, and none of its machines
   * has been asked. Until one is, nothing is changed about the fleet while the run is watched.
   */
  UNASKED(0),
  /** The user data names another run: never touched. */
  @JsonEnumDefaultValue
  ANOTHER_RUNS(2);

  private final int certainty;

  Ownership(int certainty) {
    this.certainty = certainty;
  }

  /** Whether more was found out for this than for the other. */
  public boolean surerThan(Ownership other) {
    return certainty > other.certainty;
  }
}
