package org.distributedmonitor.monitor.main;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.RunActivities;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.monitor.MonitorWorkflow;
import org.distributedmonitor.monitor.Registration;
import org.distributedmonitor.monitor.cleanup.Cleanup;
import org.distributedmonitor.monitor.cleanup.Continuation;
import org.distributedmonitor.monitor.cleanup.LogExport;
import org.distributedmonitor.monitor.cleanup.Retries;
import org.distributedmonitor.monitor.cleanup.SecondExport;
import org.distributedmonitor.monitor.cleanup.Settlement;
import org.distributedmonitor.monitor.cleanup.Steps;
import org.distributedmonitor.monitor.cleanup.Stopping;
import org.distributedmonitor.monitor.state.Assignment;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.monitor.view.Reports;
import org.distributedmonitor.monitor.view.WhatStaysOn;
import org.distributedmonitor.monitor.watch.Enrolment;
import org.distributedmonitor.monitor.watch.Reading;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.Failures;

/** The story of a run: it is watched, cleaned up, looked over, and reported. */
public final class MonitorWorkflowImpl implements MonitorWorkflow {

  private final RunState state;
  private final Board board;
  private final Watching watching;
  private final Steps steps;
  private final Retries retries;
  private final Cleanup cleanup;
  private final Settlement settlement;
  private final SecondExport secondExport;
  private MonitorReport report;

  /** State exists before the first message is handled. */
  @WorkflowInit
  public MonitorWorkflowImpl(MonitorRequest request) {
    state = request.carried() == null ? begin(request) : RunState.of(request.carried());
    board = new Board(state, () -> savesMoneyInThisTask());
    watching = new Watching(request, state, board);
    steps = new Steps(state, board);
    retries = new Retries(state, steps);
    Continuation continuation = new Continuation(request, state, board, steps, retries);
    LogExport exports = new LogExport(state, board, steps, continuation);
    cleanup = new Cleanup(state, board, steps, retries);
    settlement = new Settlement(state, board, steps, retries, exports, continuation);
    secondExport = new SecondExport(state, board, steps, exports, settlement, continuation);
  }

  private static RunState begin(MonitorRequest start) {
    Instant now = Clock.now();
    Assignment assignment =
        new Assignment(start.run(), start.timing(), start.jobsPerMachine(), start.startId(), now);
    return RunState.begin(
        assignment, start.fleetIds(), start.cheapest(), start.secondExport(), now);
  }

  private boolean savesMoneyInThisTask() {
    return steps.savesMoneyInThisTask();
  }

  @Override
  public MonitorReport monitor(MonitorRequest request) {
    takeCancellationAsAnOrderToStop();
    Workflow.newDetachedCancellationScope(this::watchAndCleanUp).run();
    return report;
  }

  private void watchAndCleanUp() {
    board.showSuccessor();
    boolean cleaned = state.cleaningUp();
    while (!cleaned && !Stopping.ordered(state)) {
      watching.untilTheRunIsOver();
      if (!Stopping.ordered(state)) {
        cleaned = cleanup.run(watching.diagnosis().trusted());
      }
    }
    if (cleaned) {
      if (!secondExport.isNext()) {
        settlement.untilNothingIsLeft();
      }
      secondExport.whenItIsDue();
    } else {
      settlement.listWhatStaysOn();
    }
    finish();
  }

  private void finish() {
    state.orders().orderStop(Stopping.ordered(state));
    Verdict verdict = Reports.of(state, Clock.now()).verdict();
    state.journal().note(Clock.now(), "Ended: " + verdict.words() + ".");
    if (state.orders().stop()) {
      state.journal().note(Clock.now(), WhatStaysOn.sentence(state));
      writeReportIfItCanBe();
    }
    report = Reports.of(state, Clock.now());
    board.enter(Phase.FINISHED);
    board.showVerdict(verdict);
    board.awaitAttribute();
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void writeReportIfItCanBe() {
    RunActivities activity = Activities.lastWord("Write the report");
    MonitorReport asItStands = Reports.of(state, Clock.now());
    try {
      Reading.once(
          state,
          "Whether the report is written",
          Activities.SILENT_LOOK,
          () ->
              Async.function(
                  activity::writeReport, asItStands, !state.assignment().hasSuccessor()));
    } catch (ActivityFailure failure) {
      state.journal().warn("The report was not written: " + Failures.reason(failure));
    }
  }

  /** The Web UI's cancel button is a stop that is followed as soon as it may be. */
  private void takeCancellationAsAnOrderToStop() {
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(
            reason -> {
              state.orders().orderCancel();
              state
                  .journal()
                  .note(
                      Clock.now(),
                      Stopping.ordered(state)
                          ? "A cancellation was asked for; the monitor ends."
                          : "A cancellation was asked for; the monitor ends as soon as what costs money"
                              + " is done, or waits for a person.");
              return null;
            });
  }

  @Override
  public void enableCheapestMode() {
    if (state.schedule().makeCheapest()) {
      state.orders().change();
      state.journal().note(Clock.now(), "Cheapest mode was turned on.");
    }
  }

  @Override
  public void readQueueNow() {
    if (!state.cleaningUp() && state.phase() != Phase.FINISHED) {
      state.orders().orderReadQueue();
    }
  }

  @Override
  public Registration register(MonitorRequest start) {
    if (Stopping.ordered(state)) {
      throw ApplicationFailure.newNonRetryableFailure(
          "The monitor is ending; start again in a minute.", "MonitorEnding");
    }
    Registration answer = new Enrolment(state).answer(start, Clock.now());
    board.showSuccessor();
    return answer;
  }

  @Override
  public Answer hold(Duration howLong) {
    if (state.cleaningUp()) {
      return Answer.no("The run is being cleaned up; its fleet's cancellation was ordered.");
    }
    if (state.orders().finish() || Stopping.ordered(state)) {
      return Answer.no("The run's end has been ordered already.");
    }
    if (howLong == null || howLong.isZero() || howLong.isNegative()) {
      return Answer.no("A hold has to last longer than nothing.");
    }
    Instant until = Clock.now().plus(howLong);
    state.orders().hold(until);
    state.journal().note(Clock.now(), "Held until " + Words.time(until) + ".");
    return Answer.yes(
        "Scale-down, cheapest mode and clean-up are suspended until " + Words.time(until) + ".");
  }

  @Override
  public Answer resume() {
    if (state.orders().heldUntil() == null) {
      return Answer.no("The run is not held.");
    }
    state.orders().resume();
    state.journal().note(Clock.now(), "The hold was ended.");
    return Answer.yes("The hold is over.");
  }

  @Override
  public Answer finishNow() {
    if (state.cleaningUp()) {
      return Answer.no("The run is being cleaned up already.");
    }
    if (Stopping.ordered(state)) {
      return Answer.no("The monitor is ending; start it again.");
    }
    if (state.orders().held(Clock.now())) {
      return Answer.no("The run is held; resume it first.");
    }
    state.orders().orderFinish();
    state.journal().note(Clock.now(), "Clean-up was ordered though jobs may remain.");
    return Answer.yes("The run is cleaned up now.");
  }

  @Override
  public Answer retryBlocked() {
    Answer answer = retries.answer();
    if (answer.accepted()) {
      state.orders().orderRetry();
    }
    return answer;
  }

  @Override
  public Answer stopMonitoring() {
    Answer answer = Stopping.answer(state);
    state.orders().orderStop(answer.accepted());
    return answer;
  }

  @Override
  public MonitorReport report() {
    return report == null ? Reports.of(state, Clock.now()) : report;
  }

  @Override
  public MonitorStatus status() {
    return board.status();
  }
}
