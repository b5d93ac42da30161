package org.distributedmonitor.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.policy.Diagnosis;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.temporal.TemporalNames;

/** What people see of a run: its phase, its status, and the details in the Web UI. */
final class Board {

  /** EC2 answers a cancellation in a second; after this a person is told that it does not. */
  private static final Duration CANCELLATION_TAKES = Duration.ofMinutes(1);

  private final RunState state;

  /** The phase that this execution has shown; a new execution shows it anew. */
  private Phase shown;

  Board(RunState state) {
    this.state = state;
  }

  /**
   * Asks the server, once in the life of a monitor, which search attributes it has: setting one
   * that is not registered fails every workflow task for ever.
   */
  void learnSearchAttributes() {
    if (state.attributes == null) {
      try {
        state.attributes = new ArrayList<>(Activities.namespace().registeredSearchAttributes());
      } catch (ActivityFailure failure) {
        state.attributes = new ArrayList<>();
      }
    }
    if (state.attributes.contains(TemporalNames.APP.getName())) {
      Workflow.upsertTypedSearchAttributes(TemporalNames.APP.valueSet(state.run.app()));
    }
    showSuccessor();
  }

  /** The run has come to a phase in which only what the diagnosis names is wrong. */
  void enter(Phase phase, Diagnosis diagnosis) {
    List<Problem> problems = new ArrayList<>(diagnosis.problems());
    problems.addAll(state.journal.fleetProblems);
    if (state.queue.newest.troubled() && !state.queue.newest.refused()) {
      problems.add(
          new Problem(state.queue.newest.trouble(), "It is tried again by itself.", Clock.now()));
    }
    state.journal.setProblems(problems);
    show(phase);
  }

  /** The run has come to a phase of its clean-up. */
  void enter(Phase phase) {
    show(phase);
    refresh();
  }

  /** Makes what people see agree with what is known. */
  void refresh() {
    if (state.cleaningUp()) {
      state.journal.setProblems(cleanupProblems());
    }
    Workflow.setCurrentDetails(Details.markdown(state, Clock.now()));
  }

  /** Leaves where the server keeps it how the run ended. */
  void showVerdict(Verdict verdict) {
    Workflow.upsertMemo(Collections.singletonMap(TemporalNames.VERDICT_MEMO, verdict.name()));
  }

  /** Leaves where the server keeps it which monitor watches the newer run of this name. */
  void showSuccessor() {
    if (!state.successor.isEmpty()) {
      Workflow.upsertMemo(Collections.singletonMap(TemporalNames.SUCCESSOR_MEMO, state.successor));
    }
  }

  MonitorStatus status() {
    Instant now = Clock.now();
    return new MonitorStatus(
        state.run,
        state.phase,
        state.phaseSince,
        state.watchedSince,
        state.queue.newest.situation() == null ? null : state.queue.newest,
        state.queue.mostJobs,
        state.fleets,
        state.cleaningUp() ? -1 : state.machines,
        state.cheapest,
        state.orders.held(now) ? state.orders.heldUntil : null,
        Agenda.next(state, now),
        state.journal.problems,
        Warnings.of(state),
        state.journal.happenings,
        List.copyOf(state.steps.values()),
        state.leftovers,
        state.wholeList,
        state.journal.counts,
        state.phase == Phase.FINISHED ? Reports.of(state, now).verdict() : null,
        state.successor,
        state.cleaningUp() ? null : state.preflight);
  }

  private void show(Phase phase) {
    if (phase != state.phase) {
      state.phase = phase;
      state.phaseSince = Clock.now();
    }
    if (phase != shown && state.attributes.contains(TemporalNames.PHASE.getName())) {
      Workflow.upsertTypedSearchAttributes(TemporalNames.PHASE.valueSet(phase.name()));
    }
    shown = phase;
  }

  private boolean cancellationIsOverdue() {
    return state.cleaningUp()
        && !state.steps.containsKey(Step.CANCEL_FLEETS)
        && Clock.now().isAfter(state.frozen.at().plus(CANCELLATION_TAKES));
  }

  private List<Problem> cleanupProblems() {
    List<Problem> problems = new ArrayList<>();
    if (cancellationIsOverdue()) {
      problems.add(
          new Problem(
              "EC2 has not done what it was asked: " + Step.CANCEL_FLEETS.words() + ".",
              "It is tried on by itself. If it lasts, cancel the fleet in the EC2 console.",
              state.frozen.at()));
    }
    for (StepResult result : state.steps.values()) {
      if (result.outcome().blocked()) {
        problems.add(
            new Problem(
                result.step().words() + " is blocked: " + result.outcome().detail(),
                result.outcome().remedy(),
                result.at()));
      }
    }
    for (Leftover leftover : state.leftovers) {
      if (leftover.leaksMoney() && !leftover.settling()) {
        problems.add(
            leftover.kind() == Leftover.Kind.UNSEEN ? unseen(leftover) : stillThere(leftover));
      }
    }
    return problems;
  }

  private static Problem stillThere(Leftover leftover) {
    return new Problem(
        "Still there: " + leftover.told() + ". " + leftover.reason(),
        "Remove it if it is yours; it is looked for again each hour, and at once with"
            + " `starter retry`.",
        Clock.now());
  }

  /** What could not be looked at is not for a person to remove, but to make visible. */
  private static Problem unseen(Leftover leftover) {
    return new Problem(
        "Nobody knows whether something is left of " + leftover.named() + ": " + leftover.reason(),
        "Allow the worker's role what was refused; it is looked again each hour, and at once with"
            + " `starter retry`.",
        Clock.now());
  }
}
