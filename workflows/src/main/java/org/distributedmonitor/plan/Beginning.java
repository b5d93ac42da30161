package org.distributedmonitor.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.queue.QueueSituation;

/** What a clean-up waits for before it begins by itself. */
public enum Beginning {
  /** The queue reads empty, or is not there; it has to stay so for long enough. */
  WHEN_EMPTY_FOR_LONG_ENOUGH,
  /** Jobs remain. */
  WHEN_THE_JOBS_ARE_DONE,
  /** The queue cannot be read, and what nobody can read is not empty. */
  WHEN_THE_QUEUE_CAN_BE_READ,
  /** The monitor file does not fit what is there: nothing is torn down until somebody looks. */
  WHEN_THE_MONITOR_FILE_FITS,
  /** Told by a newer version than this one is. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /**
   * What it waits for.
   *
   * @param trusted whether the monitor file is believed to describe what is there
   */
  public static Beginning of(QueueSighting queue, boolean trusted) {
    if (!trusted) {
      return WHEN_THE_MONITOR_FILE_FITS;
    }
    if (queue.situation() == QueueSituation.UNREADABLE) {
      return WHEN_THE_QUEUE_CAN_BE_READ;
    }
    return EmptyRule.looksEmpty(queue) ? WHEN_EMPTY_FOR_LONG_ENOUGH : WHEN_THE_JOBS_ARE_DONE;
  }
}
