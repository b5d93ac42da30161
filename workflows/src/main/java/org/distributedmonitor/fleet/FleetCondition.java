package org.distributedmonitor.fleet;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** A spot fleet request's state, as EC2 names it, and two of ours. */
public enum FleetCondition {
  SUBMITTED,
  ACTIVE,
  MODIFYING,
  /** Cancelled, but its machines were told to go on: they cost money until someone ends them. */
  CANCELLED_RUNNING,
  CANCELLED_TERMINATING,
  CANCELLED,
  FAILED,
  /** EC2 does not know the request; it forgets a cancelled one after two days. */
  NOT_FOUND,
  /** It could not be read. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** Whether the request launches machines. */
  public boolean launches() {
    return this == SUBMITTED || this == ACTIVE || this == MODIFYING;
  }

  /** Whether it launches machines, or may do so for all that is known. */
  public boolean mayBeOn() {
    return launches() || this == UNKNOWN;
  }
}
