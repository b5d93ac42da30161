package org.distributedmonitor.activity;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How it stands with the attribute that shows a run's phase in Temporal's listings. */
public enum PhaseDisplay {
  /**
   * The namespace does not have it, or has one of that name of another type: setting it would fail
   * the workflow task, and every one after it. Also when that could not be asked.
   */
  @JsonEnumDefaultValue
  NOT_TO_BE_SET,
  /** It can be set, and shows something else or nothing. */
  TO_BE_SET,
  /** It shows the phase. */
  SHOWN
}
