package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a run ended. The names are kept in histories and reports: never rename one. */
public enum Verdict {
  /** Everything was cleaned up and no job failed. */
  SUCCEEDED("everything was cleaned up"),
  /** Everything was cleaned up; some jobs are in the dead-letter queue. */
  SUCCEEDED_WITH_FAILED_JOBS("everything was cleaned up, but some jobs failed"),
  /** Something is still there; the report names it. */
  CLEANUP_INCOMPLETE("something of the run is still there"),
  /** A person ended the monitor before clean-up. */
  STOPPED("the monitor was stopped; the run was left as it was"),
  /** Told by a newer version than this one is; never come to. */
  @JsonEnumDefaultValue
  UNKNOWN("it ended in a way that only a newer version knows");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Whether nothing of the run is left. */
  public boolean cleanedUp() {
    return this == SUCCEEDED || this == SUCCEEDED_WITH_FAILED_JOBS;
  }
}
