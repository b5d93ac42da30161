package org.distributedmonitor.worker.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.fleet.Fleets;
import org.distributedmonitor.worker.fleet.Machines;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Which fleets and machines of a frozen run are left over. */
final class FleetsLeft {

  private final Ec2Client ec2;
  private final Run run;
  private final FrozenRun frozen;
  private final List<String> newerFleetIds;
  private final Consumer<Leftover> leftovers;
  private final Map<String, FleetSighting> seen = new TreeMap<>();

  FleetsLeft(Ec2Client ec2, CleanupOrder order, Consumer<Leftover> leftovers) {
    this.ec2 = ec2;
    this.run = order.run();
    this.frozen = order.frozen();
    this.newerFleetIds = order.newerFleetIds();
    this.leftovers = leftovers;
  }

  void frozen() {
    for (FleetSighting fleet : Fleets.find(ec2, run, frozen.fleetIds())) {
      seen.put(fleet.fleetId(), fleet);
      if (fleet.ownership() != Ownership.ANOTHER_RUNS) {
        judge(fleet);
      }
    }
  }

  /** A newer run of the same name has fleets that name it, too: those are known or born later. */
  void others() {
    for (FleetSighting fleet : Fleets.onFor(ec2, run, this::unknown)) {
      String reason =
          fleet.condition().launches()
              ? "Its launch user data names this run."
              : "It was cancelled, but its machines run on; its launch user data names this run.";
      add(Kind.FLEET, fleet.fleetId(), reason, false);
    }
  }

  private boolean unknown(FleetSighting fleet) {
    return !seen.containsKey(fleet.fleetId())
        && !newerFleetIds.contains(fleet.fleetId())
        && !frozen.bornLater(fleet.createdAt());
  }

  void machines() {
    Map<String, Instance> found = new TreeMap<>();
    for (Instance machine : Machines.ofRun(ec2, frozen, run.machineName())) {
      if (Machines.there(machine) && !anotherRuns(machine)) {
        found.put(machine.instanceId(), machine);
      }
    }
    found.forEach(
        (id, machine) ->
            add(
                Kind.MACHINE,
                id,
                "It is " + machine.state().nameAsString() + ".",
                ending(machine)));
  }

  /** In a shared cluster a run's containers put its name on other runs' machines, too. */
  private boolean anotherRuns(Instance machine) {
    if (frozen.machineIds().contains(machine.instanceId())) {
      return false;
    }
    Optional<String> fleet = Machines.fleetOf(machine);
    if (fleet.isEmpty()) {
      return frozen.bornLater(machine.launchTime());
    }
    return !frozen.fleetIds().contains(fleet.get())
        && (newerFleetIds.contains(fleet.get())
            || frozen.bornLater(machine.launchTime())
            || seen.computeIfAbsent(fleet.get(), this::find).ownership() == Ownership.ANOTHER_RUNS);
  }

  private FleetSighting find(String fleetId) {
    return Fleets.withOwner(ec2, run, fleetId);
  }

  private void judge(FleetSighting fleet) {
    FleetCondition condition = fleet.condition();
    if (condition.launches() || condition == FleetCondition.UNKNOWN) {
      String reason = "It is still " + condition.name().toLowerCase(Locale.ROOT) + ".";
      add(Kind.FLEET, fleet.fleetId(), reason, false);
    } else if (condition == FleetCondition.CANCELLED_RUNNING) {
      add(Kind.FLEET, fleet.fleetId(), "It was cancelled, but its machines run on.", false);
    } else if (condition == FleetCondition.CANCELLED_TERMINATING) {
      add(Kind.FLEET, fleet.fleetId(), "EC2 is terminating its machines.", true);
    }
  }

  private boolean ending(Instance machine) {
    return !Machines.alive(machine)
        || Machines.fleetOf(machine)
            .map(seen::get)
            .filter(fleet -> fleet.condition() == FleetCondition.CANCELLED_TERMINATING)
            .isPresent();
  }

  private void add(Kind kind, String name, String reason, boolean settling) {
    leftovers.accept(new Leftover(kind, name, reason, settling));
  }
}
