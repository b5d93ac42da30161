package org.distributedmonitor.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.fleet.FleetProblem;

/** What could not be done in a look of several parts; one part does not keep the others back. */
public final class Problems {

  private static final String AGAIN = "It is tried again by itself.";

  private final List<FleetProblem> found = new ArrayList<>();

  /** Does a part; when AWS fails it, that is noted and the fallback stands. */
  <T> T attempt(T fallback, Supplier<T> part) {
    try {
      return part.get();
    } catch (ApplicationFailure failure) {
      add(failure);
      return fallback;
    }
  }

  /** Notes that a part could not be done. */
  void add(ApplicationFailure failure) {
    found.add(new FleetProblem(failure.getOriginalMessage(), remedy(failure)));
  }

  List<FleetProblem> found() {
    return found;
  }

  private static String remedy(ApplicationFailure failure) {
    return failure.isNonRetryable()
        ? failure.getDetails().get(Refusal.class).remedy() + " " + AGAIN
        : AGAIN;
  }
}
