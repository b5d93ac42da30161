package org.distributedmonitor.monitor.watch;

import io.temporal.failure.ActivityFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.fleet.FleetProblem;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Lowering;
import org.distributedmonitor.monitor.state.Adoption;
import org.distributedmonitor.monitor.state.Protection;
import org.distributedmonitor.monitor.state.RunState;
import org.distributedmonitor.run.Names;
import org.distributedmonitor.run.Problem;
import org.distributedmonitor.run.Words;
import org.distributedmonitor.workflow.Failures;

/** Remembers what a look at the fleets found and did, and tells people. */
final class FleetFindings {

  private final RunState state;

  FleetFindings(RunState state) {
    this.state = state;
  }

  /**
   * Takes what a look brought.
   *
   * @param cheapestOnes the fleets that it was to lower to one machine
   * @param guarding whether it was to guard machines, so that it knows what to warn of
   */
  void take(FleetReview look, List<String> cheapestOnes, boolean guarding, Instant now) {
    state.journal().setFleetProblems(problems(look.problems(), now));
    if (guarding) {
      state.journal().setMachineWarnings(look.warnings());
    }
    if (Adoption.take(state, look.others(), now)) {
      // What a tick does for the others is done for it at once.
      state.schedule().lookAt(now);
    }
    look.fleets().forEach(fleet -> seen(fleet, cheapestOnes, now));
    if (look.tagsSeen()) {
      Protection.seen(state, look.protectedMachines(), now);
    }
    look.lowered().forEach(lowering -> lowered(lowering, now));
    count(look, now);
  }

  /** There was no look, for this reason. */
  void none(ActivityFailure failure, Instant now) {
    state
        .journal()
        .setFleetProblems(
            List.of(
                new Problem(
                    "The fleet could not be looked at: " + Failures.reason(failure),
                    Failures.blocked(failure).remedy(),
                    now)));
  }

  private void seen(FleetSighting sighting, List<String> cheapestOnes, Instant now) {
    if (!state.fleets().knows(sighting.fleetId())) {
      return;
    }
    FleetRecord fleet = Protection.seen(state, sighting, now);
    double oneMachine = Math.max(sighting.unitsPerMachine(), sighting.onDemandTarget());
    boolean low = sighting.target() <= oneMachine;
    if (fleet.protectedByTag()) {
      return;
    }
    if (cheapestOnes.contains(sighting.fleetId())) {
      boolean settled = low || !sighting.maintain() || !sighting.condition().mayBeOn();
      if (settled) {
        state.fleets().replace(fleet.madeCheapest());
      }
      return;
    }
    if (fleet.cheapestDone() && !low && sighting.condition().launches()) {
      state
          .journal()
          .warn(
              "Somebody raised the fleet "
                  + sighting.fleetId()
                  + " again after cheapest mode had lowered it; that is left as it is.");
    }
  }

  private void lowered(Lowering lowering, Instant now) {
    state.journal().count(counts -> counts.withScaleDowns(1));
    state
        .journal()
        .note(
            now,
            "Lowered the fleet "
                + lowering.fleetId()
                + " from "
                + lowering.from()
                + " to "
                + lowering.to()
                + "; running machines stay.");
  }

  private void count(FleetReview look, Instant now) {
    if (look.machines() >= 0) {
      state.fleets().count(look.machines());
    }
    if (look.alarmsDeleted() > 0) {
      state.journal().count(counts -> counts.withAlarmsDeleted(look.alarmsDeleted()));
      state
          .journal()
          .note(
              now, "Deleted " + Words.count(look.alarmsDeleted(), "alarm") + " of ended machines.");
    }
    if (!look.guarded().isEmpty()) {
      state.journal().count(counts -> counts.withMachinesGuarded(look.guarded().size()));
      state
          .journal()
          .note(
              now,
              "Gave a name and an alarm to machines that had none: "
                  + Names.told(look.guarded())
                  + ".");
    }
  }

  private static List<Problem> problems(List<FleetProblem> found, Instant now) {
    List<Problem> problems = new ArrayList<>();
    found.forEach(problem -> problems.add(new Problem(problem.what(), problem.remedy(), now)));
    return problems;
  }
}
