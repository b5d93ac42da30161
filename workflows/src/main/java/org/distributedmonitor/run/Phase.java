package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a run stands. The names are shown to people and kept in histories: never rename one. */
public enum Phase {
  /** Jobs remain. */
  WATCHING("watching the queue"),
  /** The queue reads empty, not yet for long enough. */
  CONFIRMING("confirming that the queue is empty"),
  /** Everything of the run is being shut down and deleted. */
  CLEANING_UP("cleaning up"),
  /** The logs are being copied to the bucket. */
  EXPORTING_LOGS("exporting the logs"),
  /** Everything is listed once more, to see that nothing is left. */
  VERIFYING("looking whether anything is left"),
  /** Everything is done but the second export of the logs, which somebody asked for. */
  AWAITING_SECOND_EXPORT("waiting for the second export of the logs"),
  /** Something only a person can put right; it is tried again each hour. */
  NEEDS_ATTENTION("needs attention"),
  /** The monitor has ended; the report says how. */
  FINISHED("finished"),
  /** Told by a newer version than this one is; never come to. */
  @JsonEnumDefaultValue
  UNKNOWN("in a phase that only a newer version knows");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  /** The phase as a person would say it. */
  public String words() {
    return words;
  }
}
