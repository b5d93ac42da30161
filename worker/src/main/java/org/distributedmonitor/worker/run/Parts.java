package org.distributedmonitor.worker.run;

import io.temporal.failure.ApplicationFailure;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at several things, of which each may be refused without keeping the others back. */
final class Parts {

  private final Consumer<String> refused;

  /**
   * @param refused takes the sentence of a part that was refused
   */
  Parts(Consumer<String> refused) {
    this.refused = refused;
  }

  /** Looks at a part; what waiting may cure is thrown, and the whole look is tried again. */
  <T> T look(T fallback, Supplier<T> part) {
    try {
      return part.get();
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      refused.accept(failure.getOriginalMessage());
      return fallback;
    }
  }

  void look(Runnable part) {
    look(
        null,
        () -> {
          part.run();
          return null;
        });
  }
}
