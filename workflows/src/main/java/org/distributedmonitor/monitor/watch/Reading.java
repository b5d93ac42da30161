package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.state.Silence;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;
import org.distributedmonitor.workflow.Pending;

/** A reading that is waited for, and begun anew if nothing is heard of it. */
public final class Reading {

  private Reading() {}

  /**
   * What it brought; throws the activity's failure.
   *
   * @param what the reading, for people, such as {@code The queue}
   * @param patience longer than the activity may take by its own timeouts
   */
  public static <T> T await(
      RunState state, String what, Duration patience, Functions.Func<Promise<T>> begin) {
    while (true) {
      Instant begun = Clock.now();
      try {
        Optional<T> answer = once(state, what, patience, begin);
        if (answer.isPresent()) {
          state.silence().ended(what);
          return answer.get();
        }
      } catch (ActivityFailure heard) {
        state.silence().ended(what);
        throw heard;
      }
      if (!Silence.noWorkerRan(begun.plus(state.timing().patience(patience)))) {
        state.silence().tell(what);
        state.silence().beginsAnew(what, begun);
      }
    }
  }

  /** The same, once; empty when nothing was heard. */
  public static <T> Optional<T> once(
      RunState state, String what, Duration patience, Functions.Func<Promise<T>> begin) {
    Pending<T> reading = new Pending<>();
    reading.start(begin);
    DueTimer timer = new DueTimer("Hear of it: " + what);
    timer.runTowards(Clock.now().plus(state.timing().patience(patience)));
    Workflow.await(() -> reading.arrived() || timer.fired());
    timer.stop();
    // Given up by its scope, it brings that.
    if (reading.arrived() || CancellationScope.current().isCancelRequested()) {
      return Optional.of(reading.take());
    }
    reading.cancel();
    return Optional.empty();
  }
}
