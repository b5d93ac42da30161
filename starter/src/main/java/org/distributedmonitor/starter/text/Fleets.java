package org.distributedmonitor.starter.text;

import java.util.Locale;
import org.distributedmonitor.fleet.FleetCondition;
import org.distributedmonitor.fleet.FleetRecord;
import org.distributedmonitor.fleet.FleetSighting;

/** A fleet as it was last seen, in words. */
final class Fleets {

  private Fleets() {}

  static String told(FleetRecord fleet) {
    FleetSighting sighting = fleet.sighting();
    if (!fleet.actable()) {
      return fleet.fleetId() + ": belongs to the run " + sighting.otherRun() + ", left alone";
    }
    if (sighting.condition() == FleetCondition.UNKNOWN) {
      return fleet.fleetId() + ": not looked at yet";
    }
    String condition = sighting.condition().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String target = sighting.condition().launches() ? ", target " + sighting.target() : "";
    String found = fleet.found() ? ", found by the monitor" : "";
    return fleet.fleetId() + ": " + condition + target + found;
  }
}
