package org.distributedmonitor.worker.run;

import io.temporal.failure.ApplicationFailure;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at several things, of which each may be refused without keeping the others back. */
final class Parts {

  private final Consumer<String> unseen;
  private final boolean patient;

  private Parts(Consumer<String> unseen, boolean patient) {
    this.unseen = unseen;
    this.patient = patient;
  }

  /**
   * A look whose parts may be refused; what waiting may cure is thrown, to try the look again.
   *
   * @param unseen takes the sentence of a part that was refused
   */
  static Parts orRefused(Consumer<String> unseen) {
    return new Parts(unseen, true);
  }

  /**
   * A look that takes what it can get now: a service that is out of order must not hide the others.
   *
   * @param unseen takes the sentence of a part that could not be looked at, for whatever reason
   */
  static Parts asFarAsSeen(Consumer<String> unseen) {
    return new Parts(unseen, false);
  }

  /** Looks at a part. */
  <T> T look(T fallback, Supplier<T> part) {
    try {
      return part.get();
    } catch (ApplicationFailure failure) {
      if (patient && !failure.isNonRetryable()) {
        throw failure;
      }
      unseen.accept(failure.getOriginalMessage());
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
