package org.distributedmonitor.acceptance.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting, always for something. */
final class Times {
  private static final Duration OFTEN = Duration.ofMillis(50);

  private Times() {}

  /** Waits for a condition; one that cannot be asked for the moment does not hold. */
  static void await(Callable<Boolean> condition, Duration atMost) {
    Awaitility.await()
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(OFTEN)
        .ignoreExceptions()
        .until(condition);
  }

  /** Waits for a point in time: the end of an outage. */
  static void until(Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    if (!left.isNegative()) {
      await(() -> !Instant.now().isBefore(end), left.plusSeconds(30));
    }
  }
}
