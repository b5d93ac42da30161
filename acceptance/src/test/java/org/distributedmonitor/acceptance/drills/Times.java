package org.distributedmonitor.acceptance.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting, always for something. */
final class Times {
  /** More often than a reply is held back for, and not so often that the front is kept busy. */
  static final Duration OFTEN = Duration.ofMillis(400);

  private Times() {}

  /** Waits for a condition; one that cannot be asked for the moment does not hold. */
  static void await(Callable<Boolean> condition, Duration atMost) {
    await(condition, OFTEN, atMost);
  }

  static void await(Callable<Boolean> condition, Duration every, Duration atMost) {
    Awaitility.await()
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(every)
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
