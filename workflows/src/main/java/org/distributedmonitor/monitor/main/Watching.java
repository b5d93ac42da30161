package org.distributedmonitor.monitor.main;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.monitor.MonitorRequest;
import org.distributedmonitor.monitor.cleanup.Continuation;
import org.distributedmonitor.monitor.cleanup.Stopping;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.monitor.state.Silence;
import org.distributedmonitor.monitor.view.Board;
import org.distributedmonitor.monitor.watch.FleetKeeper;
import org.distributedmonitor.monitor.watch.LookAhead;
import org.distributedmonitor.monitor.watch.QueueWatcher;
import org.distributedmonitor.monitor.watch.RunSurveyor;
import org.distributedmonitor.policy.Diagnosis;
import org.distributedmonitor.policy.EmptyRule;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.workflow.Clock;
import org.distributedmonitor.workflow.DueTimer;

/** Watches the run until its queue is confirmed empty, or until a person says otherwise. */
final class Watching {

  /** Longer than any reading takes by its own time limit. */
  private static final Duration READINGS_END = Activities.SILENT_STEP;

  private final MonitorRequest request;
  private final RunState state;
  private final Board board;
  private final QueueWatcher queue;
  private final FleetKeeper fleets;
  private final RunSurveyor surveyor;
  private final LookAhead lookAhead;
  private final DueTimer holdEnd = new DueTimer("End of the hold");

  Watching(MonitorRequest request, RunState state, Board board) {
    this.request = request;
    this.state = state;
    this.board = board;
    this.queue = new QueueWatcher(state);
    this.fleets = new FleetKeeper(state);
    this.surveyor = new RunSurveyor(state);
    this.lookAhead = new LookAhead(state);
  }

  /** Comes back when the run is to be cleaned up or the monitor stopped; may continue as new. */
  void untilTheRunIsOver() {
    while (!Stopping.ordered(state) && !isOver()) {
      keepEverythingGoing();
      board.refresh();
      Workflow.await(this::hasNews);
      takeNews();
      // What a clean-up waits for is never carried over: that takes its time.
      if (state.mayContinueAsNew() && !Stopping.ordered(state) && !mayCleanUp()) {
        continueAsNew();
      }
    }
    queue.stop();
    fleets.stop();
    surveyor.stop();
    lookAhead.stopTimer();
    holdEnd.stop();
  }

  /** What is wrong, as far as is known now. */
  Diagnosis diagnosis() {
    return surveyor.diagnosis();
  }

  private void keepEverythingGoing() {
    Instant now = Clock.now();
    Diagnosis diagnosis = diagnosis();
    boolean mayAct = diagnosis.trusted() && !state.orders().held(now);
    queue.keepWatching(mayAct && !state.surveys().fleetUnseen());
    fleets.keepTimers(mayAct);
    surveyor.keepTimer();
    lookAhead.keepTimer();
    holdEnd.runTowards(state.orders().heldUntil());
    board.enter(phase(diagnosis), diagnosis);
  }

  private Phase phase(Diagnosis diagnosis) {
    if (!diagnosis.problems().isEmpty()
        || !state.silence().problems().isEmpty()
        || state.surveys().problem() != null) {
      return Phase.NEEDS_ATTENTION;
    }
    return EmptyRule.looksEmpty(state.queue().newest()) ? Phase.CONFIRMING : Phase.WATCHING;
  }

  private boolean hasNews() {
    return Stopping.ordered(state)
        || (state.orders().finish() && !state.surveys().fleetUnseen())
        || state.orders().changed()
        || queue.hasNews()
        || fleets.hasNews()
        || surveyor.hasNews()
        || lookAhead.hasNews()
        || holdEnd.fired();
  }

  private void takeNews() {
    Instant now = Clock.now();
    state.orders().changesTaken();
    if (state.orders().takeRetry()) {
      state.surveys().askAt(now);
      state.preflight().askAt(now);
      state.schedule().lookAt(now);
      queue.tryAtOnce();
    }
    if (fleets.ticks()) {
      // What was silent while no worker ran is heard of by itself now.
      if (!Silence.noWorkerRan(state.schedule().nextScaleDown())) {
        queue.listen();
        surveyor.listen();
        lookAhead.listen();
      }
      board.lookAtAttribute();
    }
    if (holdEnd.fired()) {
      holdEnd.stop();
      state.orders().endHold();
      state.journal().note(now, "The hold is over.");
    }
    queue.takeNews();
    surveyor.takeNews();
    lookAhead.takeNews();
    fleets.takeNews(diagnosis().trusted(), state.orders().held(now));
  }

  /** What a last look at the fleets shows may speak against it. */
  private boolean isOver() {
    if (!mayCleanUp()) {
      return false;
    }
    surveyor.lookAtUnseenFleets();
    return mayCleanUp();
  }

  private boolean mayCleanUp() {
    Instant now = Clock.now();
    if (state.orders().changed() || state.orders().held(now) || state.surveys().fleetUnseen()) {
      return false;
    }
    return state.orders().finish()
        || (diagnosis().trusted() && state.emptyRule().confirmed(state.queue().newest(), now));
  }

  /**
   * Nothing may be in flight that the next execution would do again, or that nobody hears of. What
   * is ordered meanwhile is carried over, but for the run's end: that does not wait for it, and
   * after a cancellation the SDK would close the monitor where it is to go on.
   */
  private void continueAsNew() {
    queue.stop();
    fleets.stopTimers();
    surveyor.stopTimer();
    lookAhead.stopTimer();
    holdEnd.stop();
    Workflow.await(
        READINGS_END,
        () -> endOrdered() || (!fleets.busy() && !surveyor.busy() && !lookAhead.busy()));
    if (endOrdered()) {
      return;
    }
    fleets.giveUp();
    surveyor.giveUp();
    lookAhead.giveUp();
    fleets.takeNews(false, true);
    surveyor.takeNews();
    lookAhead.takeNews();
    Clock.pause(Continuation.CANCELLATIONS_ARRIVE, "Carry on in a new execution");
    Workflow.await(Workflow::isEveryHandlerFinished);
    if (endOrdered()) {
      return;
    }
    board.continueAsNew(request.carrying(state.carried()));
  }

  private boolean endOrdered() {
    return Stopping.ordered(state) || state.orders().finish();
  }
}
