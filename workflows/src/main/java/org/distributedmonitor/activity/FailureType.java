package org.distributedmonitor.activity;

/**
 * The {@code type} of the failures that activities end with, so that the place that throws and the
 * place that decides cannot drift apart. The names are kept in histories: never rename one.
 */
public enum FailureType {
  /** Not a failure: there is nothing to decide yet, look again. */
  STILL_WATCHING,
  /** Not a failure: something else has to end first. */
  WAITING,
  /** AWS asked to go slower. */
  THROTTLED,
  /** AWS, or the way to it, is out of order. */
  UNAVAILABLE,
  /** The worker's credentials have expired: waited out. */
  CREDENTIALS_EXPIRED,
  /** Permission or validation refused it: trying again at once is of no use. */
  REFUSED,
  /** A fault of this program, which trying again at once would only repeat. */
  FAULT,
  /** The result is larger than Temporal takes. */
  TOO_LARGE
}
