package org.distributedmonitor.worker.run;

import io.temporal.failure.ApplicationFailure;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at several things, of which each may be refused without keeping the others back. */
public final class Parts {

  private final Consumer<ApplicationFailure> unseen;
  private final boolean patient;

  private Parts(Consumer<ApplicationFailure> unseen, boolean patient) {
    this.unseen = unseen;
    this.patient = patient;
  }

  /**
   * A look whose parts may be refused; what waiting may cure is thrown, to try the look again.
   *
   * @param unseen takes the failure of a part that was refused
   */
  static Parts orRefused(Consumer<ApplicationFailure> unseen) {
    return new Parts(unseen, true);
  }

  /**
   * A look that takes what it can get now: a service that is out of order must not hide the others.
   *
   * @param unseen takes the failure of a part that could not be looked at, for whatever reason
   */
  public static Parts asFarAsSeen(Consumer<ApplicationFailure> unseen) {
    return new Parts(unseen, false);
  }

  /** Looks at a part. */
  public <T> T look(T fallback, Supplier<T> part) {
    try {
      return part.get();
    } catch (ApplicationFailure failure) {
      if (patient && !failure.isNonRetryable()) {
        throw failure;
      }
      unseen.accept(failure);
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
