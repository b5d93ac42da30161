package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How it stands with a monitor file. The names are kept in histories: never rename one. */
public enum FileState {
  /** A monitor watches its run. */
  WATCHED("watched"),
  /** It is no monitor file as it is; looked at again when it changes. */
  UNREADABLE("cannot be read"),
  /**
   * Something speaks against a monitor, or the one there was has been cut off; looked at again,
   * less and less often.
   */
  REPORTED("not started"),
  /** AWS or Temporal did not answer; the next scan tries again. */
  @JsonEnumDefaultValue
  WAITING("waiting"),
  /**
   * Its monitor ended as it was told to, or without having cleaned up everything; started again
   * when it changes. What only a newer version knows is taken for this: nothing is started, and its
   * monitor is asked.
   */
  @JsonEnumDefaultValue
  ENDED("ended"),
  /** Its run is cleaned up; the file still has to be moved. */
  CLEANED("cleaned up"),
  /** Its run is cleaned up and the file moved away. */
  MOVED("finished"),
  /** Somebody took it away; its monitor, if it has one, goes on. */
  GONE("gone");

  private final String words;

  FileState(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
