package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What became of the file of a finished run. Names are kept in histories: never rename one. */
public enum Removal {
  /** It lies among the finished ones now. */
  MOVED,
  /** It was not there any more. */
  ALREADY_GONE,
  /** Somebody has written it anew: it stays, and is looked at again. */
  @JsonEnumDefaultValue
  CHANGED
}
