package org.distributedmonitor.monitor.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.policy.CheapestRule;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.queue.QueueSighting;
import org.distributedmonitor.run.Expectation;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Words;

/** What the monitor will do next, and when. */
public final class Agenda {

  private Agenda() {}

  static List<Expectation> next(RunState state, Instant now) {
    List<Expectation> next = new ArrayList<>();
    if (state.cleaningUp()) {
      state.cleanup().results().stream()
          .filter(result -> result.outcome().blocked())
          .map(state::nextTry)
          .min(Comparator.naturalOrder())
          .ifPresent(at -> next.add(new Expectation(later(at, now), "Try again what is blocked")));
      if (state.left().nextLook() != null) {
        next.add(new Expectation(state.left().nextLook(), "Look again whether anything is left"));
      }
      if (state.exports().secondAt() != null && state.phase() != Phase.FINISHED) {
        next.add(new Expectation(state.exports().secondAt(), "Second export of the logs"));
      }
      return next;
    }
    if (state.phase() == Phase.FINISHED) {
      return next;
    }
    next.add(new Expectation(state.schedule().nextScaleDown(), "Next scale-down"));
    next.add(new Expectation(state.schedule().nextSweep(), "Next alarm sweep"));
    if (state.orders().heldUntil() != null) {
      next.add(new Expectation(state.orders().heldUntil(), "End of the hold"));
    }
    if (state.schedule().cheapest()) {
      CheapestRule.nextDue(state.fleets().all(), state.timing())
          .ifPresent(
              due -> next.add(new Expectation(later(due, now), "Lower to one machine (cheapest)")));
    }
    Instant over = overAt(state);
    if (over != null) {
      next.add(new Expectation(later(over, now), "Clean up, if " + provided(state)));
    }
    next.sort(Comparator.comparing(Expectation::at));
    return next;
  }

  /** What to expect of a monitor that was just started, as sentences. */
  public static List<String> sentences(RunState state, Instant now) {
    List<String> sentences = new ArrayList<>();
    for (Expectation expectation : next(state, now)) {
      sentences.add(expectation.what() + ": " + Words.time(expectation.at()) + ".");
    }
    if (!state.queue().jobSeen() && !state.cleaningUp()) {
      Instant over = now.plus(state.emptyRule().mustHold(state.queue().newest()));
      sentences.add(
          "If no job is ever seen in the queue, the run is taken to be over at "
              + Words.time(over)
              + ". `starter hold` puts that off, `starter finish` cleans up at once.");
    }
    return sentences;
  }

  private static Instant overAt(RunState state) {
    QueueSighting newest = state.queue().newest();
    boolean empty = newest.since() != null && EmptyRule.looksEmpty(newest);
    return empty && state.phase() == Phase.CONFIRMING
        ? state.emptyRule().confirmedAt(newest)
        : null;
  }

  private static String provided(RunState state) {
    return state.emptyRule().putOffByDeadLetters(state.queue().newest())
        ? "the queue stays empty for "
            + Words.duration(EmptyRule.AFTER_DEAD_LETTERS)
            + " after the last dead letter"
        : "the queue stays empty";
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
