package org.distributedmonitor.fleet;

/** Whose fleet it is, by what its launch user data names. */
public enum Ownership {
  /** The user data names this run. */
  OURS,
  /** The user data says nothing, or could not be read: the monitor file's word is all there is. */
  UNPROVEN,
  /** The user data names another run: never touched. */
  ANOTHER_RUNS
}
