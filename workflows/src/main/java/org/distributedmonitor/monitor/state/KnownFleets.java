package org.distributedmonitor.monitor.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.distributedmonitor.cleanup.Kept;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.ProtectedMachines;

/** The fleets that the monitor knows of, and their machines. */
@Carried
public final class KnownFleets {

  private List<FleetRecord> all = new ArrayList<>();

  /** Fleets of others that hide whose they are; a machine of each was asked once. */
  private List<String> strangers = new ArrayList<>();

  private int machines = -1;

  /** The machines that somebody protects by a tag, as the newest look at their tags found them. */
  private List<ProtectedMachines> protectedMachines = new ArrayList<>();

  public List<FleetRecord> all() {
    return Collections.unmodifiableList(all);
  }

  public Stream<FleetRecord> stream() {
    return all.stream();
  }

  public boolean knows(String fleetId) {
    return stream().anyMatch(fleet -> fleet.fleetId().equals(fleetId));
  }

  /**
   * The fleet of this id.
   *
   * @throws java.util.NoSuchElementException if it is not known
   */
  public FleetRecord get(String fleetId) {
    return stream().filter(fleet -> fleet.fleetId().equals(fleetId)).findFirst().orElseThrow();
  }

  public List<String> ids() {
    return ids(fleet -> true);
  }

  /** The fleets that the monitor may act on. */
  public List<String> actableIds() {
    return ids(FleetRecord::actable);
  }

  /** The fleets that the monitor may change while it watches. */
  public List<String> changeableIds() {
    return ids(FleetRecord::changeable);
  }

  /** The fleets that a clean-up cancels. */
  public List<String> idsToCancel() {
    return ids(fleet -> fleet.actable() && !fleet.protectedByTag());
  }

  /** The fleets that need not be asked whose they are when others of the run are looked for. */
  public List<String> otherIds() {
    return Stream.concat(strangers.stream(), ids(fleet -> !fleet.changeable()).stream()).toList();
  }

  /** Fleets of others that hide whose they are. */
  public List<String> strangers() {
    return Collections.unmodifiableList(strangers);
  }

  /** How many machines are on; -1 before the first look. */
  public int machines() {
    return machines;
  }

  /** The fleets and machines that a clean-up leaves, as somebody protects them by a tag. */
  public Kept keptByTag() {
    List<String> cancelled = idsToCancel();
    return new Kept(
        ids(fleet -> fleet.actable() && fleet.protectedByTag()),
        protectedMachines.stream()
            .filter(machines -> cancelled.contains(machines.fleetId()))
            .toList());
  }

  public void add(FleetRecord fleet) {
    all.add(fleet);
  }

  /** Takes the place of what was known of the fleet. */
  public void replace(FleetRecord changed) {
    all.replaceAll(old -> old.fleetId().equals(changed.fleetId()) ? changed : old);
  }

  /** Whether there was one to forget. */
  public boolean forget(Predicate<FleetRecord> which) {
    return all.removeIf(which);
  }

  /** So many machines are on. */
  public void count(int machinesOn) {
    machines = machinesOn;
  }

  void setStrangers(List<String> fleetIds) {
    strangers = new ArrayList<>(fleetIds);
  }

  List<ProtectedMachines> protectedMachines() {
    return protectedMachines;
  }

  void setProtectedMachines(List<ProtectedMachines> seen) {
    protectedMachines = new ArrayList<>(seen);
  }

  private List<String> ids(Predicate<FleetRecord> which) {
    return stream().filter(which).map(FleetRecord::fleetId).toList();
  }
}
