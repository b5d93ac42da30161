package org.distributedmonitor.lambda;

import java.util.List;

/**
 * Why an alarm could not be seen to, in words for people. AWS hands the event over again, twice;
 * until then, and as long as nobody mends what is named, the run may be unwatched.
 */
final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Trouble(String message) {
    // The sentence says it all; where in the code it was written helps nobody who reads the log.
    super(message, null, false, false);
  }

  /** The end of an invocation of which some alarms could not be seen to. */
  static Trouble of(List<Outcome> failed) {
    return new Trouble(String.join(" ", failed.stream().map(Outcome::sentence).toList()));
  }
}
