package org.distributedmonitor.workflow;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;

/**
 * Work that goes on beside the monitor's main line. Temporal keeps what goes wrong in such work to
 * itself: the monitor would wait for ever for a step that has ended. Here it fails the workflow
 * task, which is seen and is tried again, by a mended worker too.
 */
public final class Beside {

  /** Not an exception: those Temporal keeps to itself. */
  static final class Fault extends Error {
    private static final long serialVersionUID = 1L;

    private Fault(RuntimeException cause) {
      super("Work beside the monitor's main line went wrong: " + cause, cause);
    }
  }

  private Beside() {}

  /** Begins it. The promise is kept when it comes to its end, or is given up by its scope. */
  public static Promise<Void> begin(Functions.Proc work) {
    return Async.procedure(() -> toItsEnd(work));
  }

  private static void toItsEnd(Functions.Proc work) {
    try {
      work.apply();
    } catch (CanceledFailure givenUp) {
      // Whoever has given it up knows.
      return;
    } catch (RuntimeException wrong) {
      throw new Fault(wrong);
    }
  }
}
