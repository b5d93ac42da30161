package org.distributedmonitor.queue;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What the newest reading says. A change of it is what the watch reports. */
public enum QueueSituation {
  /** Jobs wait for a machine. */
  JOBS_WAITING,
  /** No job waits, but some are in process or delayed. */
  JOBS_IN_PROCESS,
  /** Nothing is waiting, in process or delayed. */
  EMPTY,
  /** There is no queue of that name. */
  MISSING,
  /** The queue could never be read yet. */
  @JsonEnumDefaultValue
  UNREADABLE;

  /** Whether this says that jobs remain; null says nothing. */
  public static boolean jobsRemain(QueueSituation situation) {
    return situation == JOBS_WAITING || situation == JOBS_IN_PROCESS;
  }

  static QueueSituation of(QueueReading reading) {
    if (reading.remaining() == 0) {
      return EMPTY;
    }
    return reading.visible() > 0 ? JOBS_WAITING : JOBS_IN_PROCESS;
  }
}
