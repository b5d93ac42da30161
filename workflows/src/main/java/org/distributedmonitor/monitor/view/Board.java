package org.distributedmonitor.monitor.view;

import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.policy.Diagnosis;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.workflow.Clock;

/** What people see of a run: its phase, its status, and the details in the Web UI. */
public final class Board {

  private static final Duration ATTRIBUTE_TAKES = Duration.ofSeconds(5);

  /** More than anybody reads. */
  static final int MOST_FLEETS = 50;

  private final RunState state;
  private final PhaseAttribute attribute;

  /**
   * For one run.
   *
   * @param savesMoneyInThisTask whether the workflow task under way begins what saves money
   */
  public Board(RunState state, BooleanSupplier savesMoneyInThisTask) {
    this.state = state;
    this.attribute = new PhaseAttribute(state, savesMoneyInThisTask);
  }

  /** The run has come to a phase in which only what the diagnosis names is wrong. */
  public void enter(Phase phase, Diagnosis diagnosis) {
    List<Problem> problems = new ArrayList<>(diagnosis.problems());
    problems.addAll(state.journal().fleetProblems());
    if (state.queue().newest().troubled() && !state.queue().newest().refused()) {
      problems.add(
          new Problem(
              state.queue().newest().trouble(), "It is tried again by itself.", Clock.now()));
    }
    if (state.surveys().problem() != null) {
      problems.add(state.surveys().problem());
    }
    state.journal().setProblems(problems);
    show(phase);
  }

  /** The run has come to a phase of its clean-up. */
  public void enter(Phase phase) {
    show(phase);
    refresh();
  }

  /** Makes what people see agree with what is known. */
  public void refresh() {
    Workflow.setCurrentDetails(Details.markdown(state, Clock.now()));
  }

  /** Leaves where the server keeps it how the run ended. */
  public void showVerdict(Verdict verdict) {
    Workflow.upsertMemo(Collections.singletonMap(TemporalNames.VERDICT_MEMO, verdict.name()));
  }

  /** Leaves where the server keeps it which monitor watches the newer run of this name. */
  public void showSuccessor() {
    if (state.assignment().hasSuccessor()) {
      Workflow.upsertMemo(
          Collections.singletonMap(TemporalNames.SUCCESSOR_MEMO, state.assignment().successor()));
    }
  }

  public MonitorStatus status() {
    Instant now = Clock.now();
    return new MonitorStatus(
        state.run(),
        state.phase(),
        state.currentPhase().since(),
        state.assignment().since(),
        state.queue().newest().situation() == null ? null : state.queue().newest(),
        state.queue().mostJobs(),
        state.fleets().stream().limit(MOST_FLEETS).toList(),
        state.cleaningUp() ? -1 : state.fleets().machines(),
        state.schedule().cheapest(),
        state.orders().held(now) ? state.orders().heldUntil() : null,
        Agenda.next(state, now),
        Problems.of(state),
        Warnings.of(state),
        state.journal().happenings(),
        List.copyOf(state.cleanup().results()),
        state.left().all(),
        state.left().wholeList(),
        state.journal().counts(),
        state.phase() == Phase.FINISHED ? Reports.of(state, now).verdict() : null,
        state.assignment().successor(),
        state.cleaningUp() ? null : state.preflight().newest());
  }

  private void show(Phase phase) {
    state.currentPhase().enter(phase, Clock.now());
    attribute.show(phase);
  }

  /** Looks whether Temporal's listings still show the phase. */
  public void lookAtAttribute() {
    attribute.lookAgain();
  }

  /** Lets the listings show the last phase, if that takes no longer than it ever does. */
  public void awaitAttribute() {
    Workflow.await(ATTRIBUTE_TAKES, attribute::settled);
  }

  /** Ends this execution, and has a new one begin with this. */
  public void continueAsNew(MonitorRequest carrying) {
    ContinueAsNewOptions options = attribute.forNewExecution();
    Workflow.continueAsNew(TemporalNames.WORKFLOW_TYPE, options, carrying);
  }
}
