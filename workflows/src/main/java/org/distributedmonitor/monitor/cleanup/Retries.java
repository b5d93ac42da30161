package org.distributedmonitor.monitor.cleanup;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Problems;
import org.distributedmonitor.workflow.Beside;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;

/**
 * Tries again what is blocked, from the moment the run is frozen until the monitor ends, woken by
 * time or by a person. It waits for nothing else: neither for exports nor for machines, and no
 * money leaks while others do.
 */
public final class Retries {

  private final RunState state;
  private final Steps steps;
  private boolean over = true;
  private Promise<Void> going;

  public Retries(RunState state, Steps steps) {
    this.state = state;
    this.steps = steps;
  }

  /** Begins, unless it goes on already. */
  void begin() {
    if (over) {
      over = false;
      going = Beside.begin(this::untilOver);
    }
  }

  /** Begins nothing more; what is under way goes on. */
  void end() {
    if (!over) {
      over = true;
      going.get();
    }
  }

  /** What a person is told who wants to have it tried again; a yes still has to be carried out. */
  public Answer answer() {
    if (Problems.of(state).isEmpty() && !state.warnedAhead()) {
      return Answer.no("Nothing is blocked.");
    }
    if (!state.cleaningUp()) {
      return Answer.yes("What is blocked is tried again now.");
    }
    List<String> again = new ArrayList<>();
    List<String> goesOn = new ArrayList<>();
    for (Step step : Step.values()) {
      if (steps.overdue(step)) {
        again.add(step.words() + " (begun anew)");
      } else if (state.cleanup().blocked(step)) {
        (steps.underWay(step) ? goesOn : again).add(step.words());
      }
    }
    return Answer.yes(
        (again.isEmpty()
                ? "It is looked again now what is left."
                : "Tried again now: " + String.join(", ", again) + ".")
            + (goesOn.isEmpty() ? "" : " Under way already: " + String.join(", ", goesOn) + "."));
  }

  private void untilOver() {
    DueTimer timer = new DueTimer("Try again what is blocked");
    while (!over) {
      boolean asked = state.orders().takeRetry();
      state.orders().orderLook(asked);
      tryAgain(asked);
      Instant next = next();
      timer.runTowards(next);
      int outcomes = steps.outcomes();
      Workflow.await(
          () -> over || state.orders().retry() || timer.fired() || steps.outcomes() != outcomes);
      if (timer.fired()) {
        timer.stop();
      }
    }
    timer.stop();
  }

  private void tryAgain(boolean asked) {
    Instant now = Clock.now();
    for (Step step : Step.values()) {
      if (asked && steps.overdue(step)) {
        steps.beginAnew(step);
      } else if (waits(step) && (asked || !nextTry(step).isAfter(now))) {
        steps.begin(step);
      }
    }
  }

  /** The earliest instant at which something is to be tried again; null when nothing waits. */
  private Instant next() {
    Instant next = null;
    for (Step step : Step.values()) {
      if (waits(step) && (next == null || nextTry(step).isBefore(next))) {
        next = nextTry(step);
      }
    }
    return next;
  }

  /** The report is written again by whoever has looked what is left. */
  private boolean waits(Step step) {
    return step != Step.WRITE_REPORT && state.cleanup().blocked(step) && !steps.underWay(step);
  }

  private Instant nextTry(Step step) {
    return state.nextTry(state.cleanup().result(step));
  }
}
