package org.distributedmonitor.monitor.view;

import io.temporal.common.SearchAttributes;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.distributedmonitor.activity.Activities;
import org.distributedmonitor.activity.PhaseDisplay;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.temporal.TemporalNames;
import org.distributedmonitor.workflow.Beside;
import org.distributedmonitor.workflow.Clock;

/**
 * Shows the run's phase as an attribute in Temporal's listings, where the namespace has it.
 *
 * <p>A workflow task that sets an attribute that was removed, or is of another type now, is failed
 * by the server, with everything else that is in it. So the server is asked in the same task, by a
 * local activity: a task that was refused asks anew. And it is never a task that stops money.
 */
final class PhaseAttribute {

  /** Enough for the next workflow task. */
  private static final Duration NEXT_TASK = Duration.ofSeconds(1);

  /** An attribute that is not there may be put there, or put right. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final RunState state;
  private final BooleanSupplier savesMoneyInThisTask;
  private Phase wanted;

  /** What this execution has shown; a new one shows it anew. */
  private Phase shown;

  private boolean going;

  PhaseAttribute(RunState state, BooleanSupplier savesMoneyInThisTask) {
    this.state = state;
    this.savesMoneyInThisTask = savesMoneyInThisTask;
  }

  /** Sees to it that this phase is shown, now or a little later. */
  void show(Phase phase) {
    wanted = phase;
    if (wanted != shown) {
      keepUp();
    }
  }

  /** Looks whether it is still shown: who removes an attribute and makes it anew takes it away. */
  void lookAgain() {
    shown = null;
    if (wanted != null) {
      keepUp();
    }
  }

  /** Whether nothing is being set or asked. */
  boolean settled() {
    return !going;
  }

  /** With what a new execution is to begin: nothing is carried over that may not be there. */
  ContinueAsNewOptions forNewExecution() {
    SearchAttributes.Builder attributes = SearchAttributes.newBuilder();
    if (wanted != null && ask() != PhaseDisplay.NOT_TO_BE_SET) {
      attributes.set(TemporalNames.PHASE, wanted.name());
    }
    return ContinueAsNewOptions.newBuilder().setTypedSearchAttributes(attributes.build()).build();
  }

  private void keepUp() {
    if (!going) {
      going = true;
      Beside.begin(this::untilShown);
    }
  }

  private void untilShown() {
    boolean taken = true;
    while (wanted != shown && taken) {
      if (savesMoneyInThisTask.getAsBoolean()) {
        Clock.pause(NEXT_TASK, "Show the phase in the next task");
      } else {
        taken = set();
        if (!taken && state.cleaningUp() && wanted != Phase.FINISHED) {
          // While the run is watched, each look at its fleets asks again.
          Clock.pause(AGAIN, "See whether the phase can be shown");
          taken = true;
        }
      }
    }
    going = false;
  }

  /** False when it cannot be set. */
  private boolean set() {
    PhaseDisplay display = ask();
    if (savesMoneyInThisTask.getAsBoolean()) {
      return true;
    }
    if (display == PhaseDisplay.TO_BE_SET) {
      Workflow.upsertTypedSearchAttributes(TemporalNames.PHASE.valueSet(wanted.name()));
    }
    if (display != PhaseDisplay.NOT_TO_BE_SET) {
      shown = wanted;
    }
    return display != PhaseDisplay.NOT_TO_BE_SET;
  }

  private PhaseDisplay ask() {
    try {
      return Activities.namespace().phaseDisplay(wanted.name());
    } catch (ActivityFailure failure) {
      return PhaseDisplay.NOT_TO_BE_SET;
    }
  }
}
