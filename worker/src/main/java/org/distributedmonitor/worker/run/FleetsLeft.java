package org.distributedmonitor.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.FrozenRun;
import org.distributedmonitor.cleanup.Leftover;
import org.distributedmonitor.cleanup.Leftover.Kind;
import org.distributedmonitor.cleanup.WholeList;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetSighting;
import org.distributedmonitor.fleet.Ownership;
import org.distributedmonitor.fleet.ProtectedMachines;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.worker.aws.Protected;
import org.distributedmonitor.worker.fleet.FleetSearch;
import org.distributedmonitor.worker.fleet.Fleets;
import org.distributedmonitor.worker.machine.Machines;
import org.distributedmonitor.worker.machine.Volumes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Which fleets and machines of a frozen run are left over. */
final class FleetsLeft {

  private final Ec2Client ec2;
  private final CleanupOrder order;
  private final Run run;
  private FrozenRun frozen;
  private final Consumer<Leftover> leftovers;
  private final Map<String, FleetSighting> seen = new TreeMap<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> doomed = new ArrayList<>();
  private List<ProtectedMachines> protectedMachines;
  private final List<String> unclear = new ArrayList<>();
  private final List<FleetSighting> late = new ArrayList<>();

  FleetsLeft(Ec2Client ec2, CleanupOrder order, Consumer<Leftover> leftovers) {
    this.ec2 = ec2;
    this.order = order;
    this.run = order.run();
    this.frozen = order.frozen();
    this.leftovers = leftovers;
  }

  void frozen() {
    for (FleetSighting fleet : Fleets.find(ec2, run, frozen.everyFleetId())) {
      seen.put(fleet.fleetId(), fleet);
      if (fleet.ownership() != Ownership.ANOTHER_RUNS) {
        judge(fleet).ifPresent(left -> take(fleet, left));
      }
    }
    frozen = frozen.asSeenIn(look(List.of(), WholeList.none()));
  }

  private void take(FleetSighting fleet, Leftover left) {
    leftovers.accept(left);
    (left.kept() ? kept : doomed).add(fleet.fleetId());
  }

  /** What is known of the fleets by now, beside what is left of everything. */
  ClosingLook look(List<Leftover> left, WholeList wholeList) {
    return new ClosingLook(
        left, wholeList, kept, doomed, protectedMachines != null, protectedMachines, unclear, late);
  }

  /** The order, with what is known by now of who protects which fleet. */
  CleanupOrder order() {
    return order.with(frozen);
  }

  void others() {
    FleetSearch.Found found = LateSearch.others(ec2, order);
    found.naming().forEach(fleet -> leftovers.accept(other(fleet)));
    found.naming().stream().filter(it -> LateSearch.isLate(order, it)).forEach(late::add);
    found.silent().stream()
        .filter(FleetsLeft::mayLaunch)
        .forEach(fleet -> unclear.add(fleet.fleetId()));
    if (found.unasked() != null) {
      throw found.unasked();
    }
  }

  /** One that hides whose it is, and is to launch nothing or to stay, is of no account. */
  private static boolean mayLaunch(FleetSighting fleet) {
    return fleet.condition().launches() && fleet.target() > 0 && !fleet.protectedByTag();
  }

  private Leftover other(FleetSighting fleet) {
    return fleet.condition().launches()
        ? stays(fleet, "Its launch user data names this run.")
        : runsOn(fleet, "Its launch user data names this run. ");
  }

  void machines() {
    Map<String, Instance> found = new TreeMap<>();
    for (Instance machine : Machines.ofRun(ec2, frozen, run.machineName())) {
      if (Machines.there(machine) && !anotherRuns(machine)) {
        found.put(machine.instanceId(), machine);
      }
    }
    protectedMachines = Machines.protectedOf(found.values());
    found.forEach(this::judge);
  }

  /** Available volumes: nobody knows what is on them, so a person has to delete them. */
  void volumes() {
    for (Volume volume : Volumes.unused(ec2, run)) {
      if (Protected.by(volume.tags())) {
        keep(Kind.VOLUME, volume.volumeId(), Protected.reason("It"));
      } else if (!frozen.bornLater(volume.createTime())) {
        add(
            Kind.VOLUME,
            volume.volumeId(),
            "No machine uses it, and it bears the name "
                + run.machineName()
                + ". Delete it in the EC2 console, or protect it by the tag "
                + Protected.TAG
                + "=true.",
            false);
      }
    }
  }

  private void judge(String id, Instance machine) {
    if (!ending(machine) && Machines.kept(machine, frozen)) {
      keep(
          Kind.MACHINE,
          id,
          Machines.protectedByTag(machine)
              ? Protected.reason("It")
              : Protected.reason("Its fleet"));
    } else {
      String reason = "It is " + machine.state().nameAsString() + ".";
      add(Kind.MACHINE, id, reason, ending(machine));
    }
  }

  /** In a shared cluster a run's containers put its name on other runs' machines, too. */
  private boolean anotherRuns(Instance machine) {
    Optional<String> fleet = Machines.fleetOf(machine);
    if (fleet.isEmpty()) {
      return frozen.bornLater(machine.launchTime());
    }
    return !frozen.everyFleetId().contains(fleet.get())
        && (order.newerFleetIds().contains(fleet.get())
            || frozen.bornLater(machine.launchTime())
            || seen.computeIfAbsent(fleet.get(), this::find).ownership() == Ownership.ANOTHER_RUNS);
  }

  private FleetSighting find(String fleetId) {
    return Fleets.withOwner(ec2, run, fleetId);
  }

  private Optional<Leftover> judge(FleetSighting fleet) {
    FleetCondition condition = fleet.condition();
    if (condition.launches() || condition == FleetCondition.UNKNOWN) {
      return Optional.of(
          stays(fleet, "It is still " + condition.name().toLowerCase(Locale.ROOT) + "."));
    }
    if (condition == FleetCondition.CANCELLED_RUNNING) {
      return Optional.of(runsOn(fleet, ""));
    }
    return condition == FleetCondition.CANCELLED_TERMINATING
        ? Optional.of(
            Leftover.of(Kind.FLEET, fleet.fleetId(), "EC2 is terminating its machines.", true))
        : Optional.empty();
  }

  /** Its machines end in a while, or stay by somebody's order, or run on. */
  private Leftover runsOn(FleetSighting fleet, String whose) {
    List<Instance> on =
        Machines.byFleet(ec2, List.of(fleet.fleetId())).stream().filter(Machines::alive).toList();
    if (on.isEmpty()) {
      return Leftover.of(
          Kind.FLEET, fleet.fleetId(), whose + "Its last machines are ending.", true);
    }
    return on.stream().allMatch(Machines::protectedByTag)
        ? Leftover.kept(
            Kind.FLEET,
            fleet.fleetId(),
            whose + "It is cancelled, and what is on of it is protected by the machines' tags.")
        : stays(fleet, whose + "It was cancelled, but its machines run on.");
  }

  private static Leftover stays(FleetSighting fleet, String reason) {
    return fleet.protectedByTag()
        ? Leftover.kept(Kind.FLEET, fleet.fleetId(), Protected.reason("It"))
        : Leftover.of(Kind.FLEET, fleet.fleetId(), reason, false);
  }

  private boolean ending(Instance machine) {
    return !Machines.alive(machine)
        || Machines.fleetOf(machine)
            .map(seen::get)
            .filter(fleet -> fleet.condition() == FleetCondition.CANCELLED_TERMINATING)
            .isPresent();
  }

  private void add(Kind kind, String name, String reason, boolean settling) {
    leftovers.accept(Leftover.of(kind, name, reason, settling));
  }

  private void keep(Kind kind, String name, String reason) {
    leftovers.accept(Leftover.kept(kind, name, reason));
  }
}
